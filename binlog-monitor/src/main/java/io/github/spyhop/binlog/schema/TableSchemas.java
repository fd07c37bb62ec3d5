package io.github.spyhop.binlog.schema;

import io.github.spyhop.binlog.charset.CharacterSet;
import io.github.spyhop.binlog.charset.CharacterSets;
import io.github.spyhop.binlog.event.TableMapEvent;
import io.github.spyhop.binlog.event.TableMetadata;
import io.github.spyhop.binlog.fault.FaultCode;
import io.github.spyhop.binlog.fault.FaultException;
import io.github.spyhop.binlog.transaction.LoggedStatement;
import io.github.spyhop.binlog.transaction.Transaction;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a {@link TableSchema} of each table's definition in the binlog or, where that has no names of
 * columns, in the {@link SchemaHistory}. Used by one thread.
 */
public final class TableSchemas {

    private static final int KNOWN_MAX = 20_000;

    private final CharacterSets characterSets;
    private final Optional<SchemaHistory> history;

    /** By identity, as the definitions of one table are one object while they are the same. */
    private final Map<TableMapEvent, TableSchema> known = new IdentityHashMap<>();

    /**
     * @param history of servers that do not log the names of columns
     */
    public TableSchemas(CharacterSets characterSets, Optional<SchemaHistory> history) {
        this.characterSets = characterSets;
        this.history = history;
    }

    /**
     * Follows a statement that may change definitions.
     *
     * @param number of the statement within its transaction
     */
    public void follow(Transaction transaction, int number, LoggedStatement statement) {
        if (history.isPresent()) {
            Set<TableName> changed = history.get().apply(transaction, number, statement);
            if (!changed.isEmpty()) {
                known.keySet()
                        .removeIf(table ->
                                changed.contains(new TableName(table.schema(), table.table())));
            }
        }
    }

    /**
     * The table that a definition in the binlog describes.
     *
     * @throws FaultException if the names of its columns are not known
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
        return table.metadata().names().isEmpty() ? followed(table) : logged(table);
    }

    private TableSchema logged(TableMapEvent table) {
        TableMetadata metadata = table.metadata();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            int collation = metadata.collations().get(i);
            List<String> members =
                    metadata.members().getOrDefault(i, List.of()).stream()
                            .map(member -> characterSets.decode(member, collation))
                            .toList();
            columns.add(column(table, i, metadata.names().get(i), members));
        }
        return TableSchema.of(table.schema(), table.table(), columns, metadata.primaryKey());
    }

    private TableSchema followed(TableMapEvent table) {
        TableDefinition definition =
                history.orElseThrow(() ->
                                new FaultException(
                                        FaultCode.SCHEMA_UNKNOWN,
                                        "the rows of %s.%s come without the names of their columns"
                                                .formatted(table.schema(), table.table())))
                        .of(table);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            ColumnDefinition column = definition.columns().get(i);
            columns.add(column(table, i, column.name(), column.members()));
        }
        return TableSchema.of(
                table.schema(),
                table.table(),
                columns,
                definition.primaryKey().stream().map(definition::indexOf).toList());
    }

    private Column column(TableMapEvent table, int index, String name, List<String> members) {
        TableMetadata metadata = table.metadata();
        int collation = metadata.collations().get(index);
        Optional<CharacterSet> characterSet =
                collation == 0 ? Optional.empty() : characterSets.of(collation);
        return new Column(
                name,
                table.columns().get(index),
                metadata.unsigned().get(index),
                characterSet,
                members);
    }
}
