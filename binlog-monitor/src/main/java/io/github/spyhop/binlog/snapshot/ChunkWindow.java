package io.github.spyhop.binlog.snapshot;

import io.github.spyhop.binlog.change.RowChange;
import io.github.spyhop.binlog.event.RowImage;
import io.github.spyhop.binlog.schema.TableSchema;
import io.github.spyhop.binlog.value.ColumnValues;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the stream has done to rows of a table since a chunk of it was asked for: the chunk may show
 * these rows as they were before, and the stream has them as they are.
 */
final class ChunkWindow {

    /** Kept in mind at most until the chunk is there. */
    private static final int ROWS_MAX = 200_000;

    private static final long BYTES_MAX = 16L * 1024 * 1024;

    /** What the stream says of a row. */
    sealed interface Row {}

    /** Nothing: it is as it was read. */
    record Untouched() implements Row {}

    /** Subscribers need no more: it is gone, or was published whole. */
    record Settled() implements Row {}

    /** It was changed, and is this now. */
    record Changed(TableSchema table, RowImage row) implements Row {}

    private static final Row UNTOUCHED = new Untouched();
    private static final Row SETTLED = new Settled();

    private final int rowsMax;
    private final long bytesMax;
    private final Map<String, Row> rows = new HashMap<>();
    private final Map<TableSchema, RowKeys> keys = new IdentityHashMap<>();
    private Optional<Set<String>> ofChunk = Optional.empty();
    private long bytes;
    private boolean overfull;
    private boolean incomplete;

    ChunkWindow() {
        this(ROWS_MAX, BYTES_MAX);
    }

    ChunkWindow(int rowsMax, long bytesMax) {
        this.rowsMax = rowsMax;
        this.bytesMax = bytesMax;
    }

    /**
     * Follows a change of the table.
     *
     * @return whether the change must bring the whole row along: because its key changes, and so it may
     *     leave what is still to be read, or because the change does not say all of it
     */
    boolean follow(RowChange change) {
        return switch (change.operation()) {
            case INSERT -> {
                incomplete |= !change.after().isWhole();
                put(keyOf(change.table(), change.after()), SETTLED, 0);
                yield false;
            }
            case DELETE -> {
                put(keyOf(change.table(), change.before()), SETTLED, 0);
                yield false;
            }
            case UPDATE -> {
                incomplete |= !change.before().isWhole();
                yield !incomplete && update(change);
            }
        };
    }

    private boolean update(RowChange change) {
        String key = keyOf(change.table(), change.before());
        String newKey = keyOf(change.table(), change.after());
        if (!key.equals(newKey) || !change.after().isWhole()) {
            put(key, SETTLED, 0);
            put(newKey, SETTLED, 0);
            return true;
        }
        if (!(of(key) instanceof Settled) && isOfInterest(key)) {
            RowImage row = change.after().copy();
            put(key, new Changed(change.table(), row), row.byteCount());
        }
        return false;
    }

    private boolean isOfInterest(String key) {
        return !overfull && (ofChunk.isEmpty() || ofChunk.get().contains(key));
    }

    private void put(String key, Row row, int size) {
        if (isOfInterest(key)) {
            rows.put(key, row);
            bytes += key.length() + size;
            if (ofChunk.isEmpty() && (rows.size() > rowsMax || bytes > bytesMax)) {
                overfull = true;
                rows.clear();
            }
        }
    }

    /** What the stream says of a row. */
    Row of(String key) {
        return rows.getOrDefault(key, UNTOUCHED);
    }

    /** The chunk is there: no other rows count from now on. */
    void restrictTo(Set<String> keysOfChunk) {
        rows.keySet().retainAll(keysOfChunk);
        ofChunk = Optional.of(keysOfChunk);
    }

    /** Whether it was too much to be kept in mind: the chunk must be asked for again. */
    boolean isOverfull() {
        return overfull;
    }

    /** Whether a change came without all columns of its row (binlog_row_image). */
    boolean isIncomplete() {
        return incomplete;
    }

    private String keyOf(TableSchema table, RowImage row) {
        return keys.computeIfAbsent(table, added -> new RowKeys(added, ColumnValues::of)).of(row);
    }
}
