package io.github.spyhop.binlog.schema;

import io.github.spyhop.binlog.event.ColumnType;
import java.util.List;
import java.util.Optional;

/**
 * What a definition says of a column that the binlog does not say with each row.
 *
 * @param type as the binlog writes it; the check that a definition fits the rows
 * @param members the names of an ENUM or SET
 */
public record ColumnDefinition(String name, ColumnType type, List<String> members) {

    public ColumnDefinition {
        members = List.copyOf(members);
    }

    /**
     * As information_schema.COLUMNS has it; none, if the type is not known.
     *
     * @param dataType such as {@code enum}
     * @param columnType such as {@code enum('a','b')}
     */
    public static Optional<ColumnDefinition> of(String name, String dataType, String columnType) {
        return ColumnTypes.of(dataType)
                .map(type ->
                        new ColumnDefinition(
                                name,
                                type,
                                type == ColumnType.ENUM || type == ColumnType.SET
                                        ? MemberNames.ofType(columnType)
                                        : List.of()));
    }

    ColumnDefinition named(String newName) {
        return new ColumnDefinition(newName, type, members);
    }
}
