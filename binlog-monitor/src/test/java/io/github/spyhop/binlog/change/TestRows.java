package io.github.spyhop.binlog.change;

import io.github.spyhop.binlog.event.ByteCursor;
import io.github.spyhop.binlog.event.ColumnFormat;
import io.github.spyhop.binlog.event.ColumnType;
import io.github.spyhop.binlog.event.RowImage;
import io.github.spyhop.binlog.event.RowOperation;
import io.github.spyhop.binlog.schema.Column;
import io.github.spyhop.binlog.schema.TableSchema;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Changes of rows {@code (id INT PRIMARY KEY, v INT)}, made of bytes as the binlog has them. */
public final class TestRows {

    private static final ColumnFormat INT = new ColumnFormat(ColumnType.INT, 0, 4, 0);

    private TestRows() {}

    public static TableSchema table(String name) {
        return new TableSchema(
                "s",
                name,
                Stream.of("id", "v")
                        .map(column -> new Column(column, INT, false, Optional.empty(), List.of()))
                        .toList(),
                List.of(0),
                true,
                List.of(INT, INT));
    }

    public static RowChange insert(TableSchema table, int id, int v) {
        return change(table, RowOperation.INSERT, List.of(), List.of(id, v));
    }

    public static RowChange update(TableSchema table, int id, int from, int to) {
        return update(table, id, from, id, to);
    }

    public static RowChange update(TableSchema table, int id, int from, int newId, int to) {
        return change(table, RowOperation.UPDATE, List.of(id, from), List.of(newId, to));
    }

    public static RowChange delete(TableSchema table, int id, int v) {
        return change(table, RowOperation.DELETE, List.of(id, v), List.of());
    }

    private static RowChange change(
            TableSchema table, RowOperation operation, List<Integer> before, List<Integer> after) {
        RowChange change = new RowChange(table);
        read(change.before(), table, before);
        read(change.after(), table, after);
        change.set(operation, 0, 1);
        return change;
    }

    private static void read(RowImage image, TableSchema table, List<Integer> values) {
        if (values.isEmpty()) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(9).order(ByteOrder.LITTLE_ENDIAN).put((byte) 0);
        values.forEach(bytes::putInt);
        BitSet present = new BitSet();
        present.set(0, values.size());
        image.read(new ByteCursor(bytes.array(), 0, bytes.limit()), table.formats(), present);
    }

    /** The value of a column. */
    public static int value(RowImage image, int column) {
        return ByteBuffer.wrap(image.bytes())
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt(image.start(column));
    }
}
