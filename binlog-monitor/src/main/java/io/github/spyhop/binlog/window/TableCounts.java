package io.github.spyhop.binlog.window;

import io.github.spyhop.binlog.event.RowOperation;
import io.github.spyhop.binlog.schema.TableSchema;
import java.util.Arrays;

/** How many rows of which tables a transaction changed. Most change those of few tables. */
public final class TableCounts {

    private static final int OPERATIONS = RowOperation.values().length;

    private TableSchema[] tables = new TableSchema[2];
    private int[] counts = new int[2 * OPERATIONS];
    private int size;

    /** One more row. */
    public void add(TableSchema table, RowOperation operation) {
        // Looked up first: it may replace the array.
        int at = indexOf(table) * OPERATIONS + operation.ordinal();
        counts[at]++;
    }

    @SuppressWarnings("ReferenceEquality") // one object per version of a table
    private int indexOf(TableSchema table) {
        for (int i = size - 1; i >= 0; i--) {
            if (tables[i] == table) {
                return i;
            }
        }
        if (size == tables.length) {
            tables = Arrays.copyOf(tables, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size * OPERATIONS);
        }
        tables[size] = table;
        return size++;
    }

    /** Takes what was counted for one table. */
    interface Visitor {
        void table(TableSchema table, int inserts, int updates, int deletes);
    }

    void forEach(Visitor visitor) {
        for (int i = 0; i < size; i++) {
            int at = i * OPERATIONS;
            visitor.table(
                    tables[i],
                    counts[at + RowOperation.INSERT.ordinal()],
                    counts[at + RowOperation.UPDATE.ordinal()],
                    counts[at + RowOperation.DELETE.ordinal()]);
        }
    }

    /** The rows of one kind over all tables. */
    public long total(RowOperation operation) {
        long total = 0;
        for (int i = 0; i < size; i++) {
            total += counts[i * OPERATIONS + operation.ordinal()];
        }
        return total;
    }
}
