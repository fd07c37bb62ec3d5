package io.github.spyhop.binlog.filter;

import io.github.spyhop.binlog.event.RowOperation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which changes are published, and what of them. Patterns name a table as {@code schema.table} and a
 * column as {@code schema.table.column}; {@code *} stands for any characters.
 *
 * @param schema the only schema; all but the server's own if absent
 * @param tables only tables that one of these patterns names; all if empty
 * @param excludedTables not those that one of these names
 * @param operations only these
 * @param columns what becomes of columns
 */
public record FilterSettings(
        Optional<String> schema,
        List<String> tables,
        List<String> excludedTables,
        Set<RowOperation> operations,
        Columns columns) {

    /** All tables of one schema, or of all. */
    public static FilterSettings of(Optional<String> schema) {
        return new FilterSettings(
                schema,
                List.of(),
                List.of(),
                Set.of(RowOperation.values()),
                new Columns(List.of(), List.of(), List.of(), Optional.empty()));
    }

    public FilterSettings {
        tables = List.copyOf(tables);
        excludedTables = List.copyOf(excludedTables);
        operations = Set.copyOf(operations);
    }

    /**
     * What becomes of columns; of several, the strictest.
     *
     * @param hidden left out
     * @param masked their values become {@code "***"}, but NULL stays
     * @param hashed their values become HMAC-SHA-256 in hexadecimal digits, equal for equal values
     * @param hashKey of those
     */
    public record Columns(
            List<String> hidden,
            List<String> masked,
            List<String> hashed,
            Optional<String> hashKey) {

        public Columns {
            hidden = List.copyOf(hidden);
            masked = List.copyOf(masked);
            hashed = List.copyOf(hashed);
            if (!hashed.isEmpty() && hashKey.isEmpty()) {
                throw new IllegalArgumentException(
                        "columns are to be hashed without a key: set BINLOG_FILTER_HASH_KEY");
            }
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "Columns[hidden=%s, masked=%s, hashed=%s]".formatted(hidden, masked, hashed);
        }
    }
}
