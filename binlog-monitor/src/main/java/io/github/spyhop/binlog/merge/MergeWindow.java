package io.github.spyhop.binlog.merge;

import io.github.spyhop.binlog.change.RowChange;
import io.github.spyhop.binlog.event.RowImage;
import io.github.spyhop.binlog.event.RowOperation;
import io.github.spyhop.binlog.schema.TableSchema;
import io.github.spyhop.binlog.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes in the order in which they came, those of one row merged: insert and update to an insert,
 * updates to one, update and delete to a delete, delete and insert to an update, insert and delete to
 * nothing, as an update that ends where it began. Rows are told apart by their primary key; changes of
 * tables without one, of the key itself, and with images that lack columns are not merged.
 *
 * <p>A merged insert or update stands where the first change stood, so that a row comes before those
 * that refer to it; what ends in a delete, or begins with one, stands where the last change stood.
 */
public final class MergeWindow {

    private final List<@Nullable MergedRow> rows = new ArrayList<>();
    private final Map<String, Integer> latest = new HashMap<>();
    private final StringBuilder key = new StringBuilder();
    private int taken;
    private long bytes;

    /** Takes a change, which may be a view that is valid now only. */
    public void add(RowChange seen, Transaction transaction) {
        RowChange change = seen.copy();
        taken++;
        bytes += change.before().byteCount() + change.after().byteCount();
        MergedRow row = new MergedRow(change, transaction, 1);
        if (!change.table().hasPrimaryKey()) {
            rows.add(row);
            return;
        }
        String name = keyOf(change.table(), change.keyImage());
        Integer place = latest.get(name);
        if (!canMerge(change)) {
            rows.add(row);
            latest.remove(name);
            if (hasKey(change.table(), change.after())) {
                latest.remove(keyOf(change.table(), change.after()));
            }
            return;
        }
        MergedRow before = place == null ? null : rows.get(place);
        if (place == null || before == null || !before.change().table().equals(change.table())) {
            append(name, row);
        } else {
            merge(name, place, before, row);
        }
    }

    private void append(String name, MergedRow row) {
        latest.put(name, rows.size());
        rows.add(row);
    }

    private void merge(String name, int place, MergedRow before, MergedRow row) {
        RowOperation first = before.change().operation();
        RowOperation second = row.change().operation();
        if (first == RowOperation.INSERT && second == RowOperation.UPDATE) {
            rows.set(place, merged(before, row, RowOperation.INSERT));
        } else if (first == RowOperation.UPDATE && second == RowOperation.UPDATE) {
            replace(name, place, merged(before, row, RowOperation.UPDATE), false);
        } else if (first == RowOperation.INSERT && second == RowOperation.DELETE) {
            remove(name, place);
        } else if (first == RowOperation.UPDATE && second == RowOperation.DELETE) {
            replace(name, place, merged(before, row, RowOperation.DELETE), true);
        } else if (first == RowOperation.DELETE && second == RowOperation.INSERT) {
            replace(name, place, merged(before, row, RowOperation.UPDATE), true);
        } else {
            append(name, row);
        }
    }

    private static MergedRow merged(MergedRow before, MergedRow row, RowOperation operation) {
        return new MergedRow(
                row.change().since(before.change(), operation),
                row.transaction(),
                before.count() + row.count());
    }

    private void replace(String name, int place, MergedRow row, boolean atTheEnd) {
        if (row.change().operation() == RowOperation.UPDATE && isUnchanged(row.change())) {
            remove(name, place);
        } else if (atTheEnd) {
            rows.set(place, null);
            append(name, row);
        } else {
            rows.set(place, row);
        }
    }

    private void remove(String name, int place) {
        rows.set(place, null);
        latest.remove(name);
    }

    private static boolean isUnchanged(RowChange change) {
        for (int i = 0; i < change.table().columns().size(); i++) {
            if (!change.before().sameAs(change.after(), i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean canMerge(RowChange change) {
        return switch (change.operation()) {
            case INSERT -> change.after().isWhole();
            case DELETE -> change.before().isWhole();
            case UPDATE ->
                    change.before().isWhole()
                            && change.after().isWhole()
                            && change.table().keyColumns().stream()
                                    .allMatch(i -> change.before().sameAs(change.after(), i));
        };
    }

    private static boolean hasKey(TableSchema table, RowImage image) {
        return table.keyColumns().stream().allMatch(image::isPresent);
    }

    /** The table's name and the bytes of the key's values. */
    private String keyOf(TableSchema table, RowImage image) {
        key.setLength(0);
        key.append(table.schema()).append('\0').append(table.table());
        for (int column : table.keyColumns()) {
            int length = image.end(column) - image.start(column);
            key.append('\0')
                    .append(length)
                    .append(':')
                    .append(
                            new String(
                                    image.bytes(),
                                    image.start(column),
                                    length,
                                    StandardCharsets.ISO_8859_1));
        }
        return key.toString();
    }

    /** What the changes come to, in order; empties the window. */
    public List<MergedRow> drain() {
        List<MergedRow> drained = rows.stream().filter(Objects::nonNull).toList();
        rows.clear();
        latest.clear();
        taken = 0;
        bytes = 0;
        return drained;
    }

    /** How many changes came since the window was empty. */
    public int taken() {
        return taken;
    }

    /** About how many bytes it holds. */
    public long bytes() {
        return bytes;
    }
}
