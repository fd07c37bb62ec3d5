package io.github.spyhop.binlog.schema;

import java.util.Optional;

/**
 * What is known of a table from some transaction on: its definition, or why there is none.
 *
 * @param unknownBecause why the definition is not known; empty if it is, or if the table is dropped
 */
public record SchemaEntry(
        TableName table, Optional<TableDefinition> definition, String unknownBecause) {

    public static SchemaEntry defined(TableName table, TableDefinition definition) {
        return new SchemaEntry(table, Optional.of(definition), "");
    }

    public static SchemaEntry unknown(TableName table, String because) {
        return new SchemaEntry(table, Optional.empty(), because);
    }

    static SchemaEntry dropped(TableName table) {
        return new SchemaEntry(table, Optional.empty(), "");
    }

    /** Whether the table is no more. */
    public boolean isDropped() {
        return definition.isEmpty() && unknownBecause.isEmpty();
    }
}
