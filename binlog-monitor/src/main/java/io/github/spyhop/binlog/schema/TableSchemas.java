package io.github.spyhop.binlog.schema;

import io.github.spyhop.binlog.charset.CharacterSet;
import io.github.spyhop.binlog.charset.CharacterSets;
import io.github.spyhop.binlog.event.ColumnFormat;
import io.github.spyhop.binlog.event.TableMapEvent;
import io.github.spyhop.binlog.event.TableMetadata;
import io.github.spyhop.binlog.fault.FaultCode;
import io.github.spyhop.binlog.fault.FaultException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a {@link TableSchema} of each table's definition in the binlog. Used by one thread. */
public final class TableSchemas {

    private static final int KNOWN_MAX = 20_000;

    private final CharacterSets characterSets;

    /** By identity, as the definitions of one table are one object while they are the same. */
    private final Map<TableMapEvent, TableSchema> known = new IdentityHashMap<>();

    public TableSchemas(CharacterSets characterSets) {
        this.characterSets = characterSets;
    }

    /**
     * The table that a definition in the binlog describes.
     *
     * @throws FaultException if the definition has no names of columns
     */
    public TableSchema of(TableMapEvent table) {
        TableSchema schema = known.get(table);
        if (schema == null) {
            schema = make(table);
            if (known.size() >= KNOWN_MAX) {
                known.clear();
            }
            known.put(table, schema);
        }
        return schema;
    }

    private TableSchema make(TableMapEvent table) {
        TableMetadata metadata = table.metadata();
        if (metadata.names().isEmpty()) {
            throw new FaultException(
                    FaultCode.SCHEMA_UNKNOWN,
                    "the rows of %s.%s come without the names of their columns"
                            .formatted(table.schema(), table.table()));
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            columns.add(column(table, i));
        }
        return TableSchema.of(table.schema(), table.table(), columns, metadata.primaryKey());
    }

    private Column column(TableMapEvent table, int index) {
        TableMetadata metadata = table.metadata();
        ColumnFormat format = table.columns().get(index);
        int collation = metadata.collations().get(index);
        Optional<CharacterSet> characterSet =
                collation == 0 ? Optional.empty() : characterSets.of(collation);
        List<String> members =
                metadata.members().getOrDefault(index, List.of()).stream()
                        .map(member -> characterSets.decode(member, collation))
                        .toList();
        return new Column(
                metadata.names().get(index),
                format,
                metadata.unsigned().get(index),
                characterSet,
                members);
    }
}
