package io.github.spyhop.binlog.schema;

import io.github.spyhop.binlog.event.TableMapEvent;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table as CREATE and ALTER have defined it.
 *
 * @param primaryKey the names of its columns, in the key's order; empty without one
 */
public record TableDefinition(List<ColumnDefinition> columns, List<String> primaryKey) {

    public TableDefinition {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
    }

    /** The place of a column, or -1; MySQL does not heed the case of columns' names. */
    int indexOf(String column) {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).name().equalsIgnoreCase(column))
                .findFirst()
                .orElse(-1);
    }

    /** Whether rows of these types can be rows of this table. */
    boolean fits(TableMapEvent rows) {
        return rows.columns().size() == columns.size()
                && IntStream.range(0, columns.size())
                        .allMatch(i -> columns.get(i).type() == rows.columns().get(i).type());
    }
}
