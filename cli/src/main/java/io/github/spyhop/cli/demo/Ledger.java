package io.github.spyhop.cli.demo;

import java.util.Map;
import java.util.TreeMap;

/** What the workload did: the truth that Spyhop's figures are held against. Thread-safe. */
final class Ledger {

    private final Map<String, Sent> statements = new TreeMap<>();
    private final Map<RowChange, Long> rowChanges = new TreeMap<>();

    /**
     * How often the statements of one family were sent.
     *
     * @param example one of them, or the template of a prepared one
     */
    record Sent(String example, long count, long errors) {}

    /** A kind of change to one table; {@code type} as in the messages. */
    record RowChange(String table, String type) implements Comparable<RowChange> {

        static RowChange insert(String table) {
            return new RowChange(table, "row_insert");
        }

        static RowChange update(String table) {
            return new RowChange(table, "row_update");
        }

        static RowChange delete(String table) {
            return new RowChange(table, "row_delete");
        }

        @Override
        public int compareTo(RowChange other) {
            return (table + type).compareTo(other.table + other.type);
        }
    }

    synchronized void sent(String family, String example, boolean failed) {
        Sent before = statements.getOrDefault(family, new Sent(example, 0, 0));
        statements.put(
                family,
                new Sent(before.example(), before.count() + 1, before.errors() + (failed ? 1 : 0)));
    }

    synchronized void committed(RowChange change, long rows) {
        rowChanges.merge(change, rows, Long::sum);
    }

    /** By the family's name. */
    synchronized Map<String, Sent> statements() {
        return new TreeMap<>(statements);
    }

    synchronized Map<RowChange, Long> rowChanges() {
        return new TreeMap<>(rowChanges);
    }

    synchronized long statementsSent() {
        return statements.values().stream().mapToLong(Sent::count).sum();
    }
}
