package io.github.spyhop.binlog.change;

import io.github.spyhop.binlog.event.RowImage;
import io.github.spyhop.binlog.event.RowOperation;
import io.github.spyhop.binlog.schema.TableSchema;

/**
 * One changed row, as a view on the bytes of its event; valid until the next one is read.
 *
 * <p>The image before is that of an update or delete, the one after that of an insert or update.
 */
public final class RowChange {

    private final TableSchema table;
    private final RowImage before;
    private final RowImage after;
    private RowOperation operation = RowOperation.INSERT;
    private long timestampSeconds;
    private int row;

    public RowChange(TableSchema table) {
        this(table, new RowImage(table.columns().size()), new RowImage(table.columns().size()));
    }

    private RowChange(TableSchema table, RowImage before, RowImage after) {
        this.table = table;
        this.before = before;
        this.after = after;
    }

    /** The same, with bytes of its own; the image that the operation lacks has no columns. */
    public RowChange copy() {
        RowImage none = new RowImage(table.columns().size());
        RowChange copy =
                new RowChange(
                        table,
                        operation == RowOperation.INSERT ? none : before.copy(),
                        operation == RowOperation.DELETE ? none : after.copy());
        copy.set(operation, timestampSeconds, row);
        return copy;
    }

    /** What this change and one before it of the same row come to. */
    public RowChange since(RowChange earlier, RowOperation together) {
        RowChange both = new RowChange(table, earlier.before, after);
        both.set(together, timestampSeconds, row);
        return both;
    }

    void set(RowOperation newOperation, long newTimestampSeconds, int newRow) {
        operation = newOperation;
        timestampSeconds = newTimestampSeconds;
        row = newRow;
    }

    public TableSchema table() {
        return table;
    }

    public RowOperation operation() {
        return operation;
    }

    /** When its statement was begun, in seconds since 1970. */
    public long timestampSeconds() {
        return timestampSeconds;
    }

    /** Its number within the transaction, from 1, the same whatever is filtered out. */
    public int row() {
        return row;
    }

    public RowImage before() {
        return before;
    }

    public RowImage after() {
        return after;
    }

    /** The image that has the key under which the row was known so far. */
    public RowImage keyImage() {
        return operation == RowOperation.INSERT ? after : before;
    }
}
