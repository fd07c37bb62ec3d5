package io.github.spyhop.binlog.event;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of one row lie in an event's bytes; filled anew for each row.
 *
 * <p>A column is absent (the image does not have it), null, or has a value; absent is not null.
 */
public final class RowImage {

    private static final int ABSENT = -2;
    private static final int NULL = -1;

    private final int[] starts;
    private final int[] ends;
    private final BitSet partial = new BitSet();
    private byte[] bytes = new byte[0];

    public RowImage(int columns) {
        starts = new int[columns];
        ends = new int[columns];
        clear();
    }

    /**
     * A row that was read by SQL.
     *
     * @param values one for each column, null for NULL
     */
    public static RowImage of(List<byte @Nullable []> values) {
        RowImage image = new RowImage(values.size());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < image.starts.length; i++) {
            byte[] value = values.get(i);
            image.starts[i] = value == null ? NULL : all.size();
            if (value != null) {
                all.writeBytes(value);
                image.ends[i] = all.size();
            }
        }
        image.bytes = all.toByteArray();
        return image;
    }

    /** No column has a value: the image of what is not there. */
    public void clear() {
        Arrays.fill(starts, ABSENT);
        partial.clear();
    }

    /**
     * Finds the values of the row that begins at the cursor, and moves the cursor behind it.
     *
     * @param present the columns that the image has
     */
    public void read(ByteCursor rows, List<ColumnFormat> columns, BitSet present) {
        bytes = rows.array();
        int nulls = rows.skip((present.cardinality() + 7) / 8);
        int position = rows.position();
        int seen = 0;
        for (int i = 0; i < starts.length; i++) {
            if (!present.get(i)) {
                starts[i] = ABSENT;
                continue;
            }
            boolean isNull = (bytes[nulls + (seen >> 3)] & 1 << (seen & 7)) != 0;
            seen++;
            if (isNull) {
                starts[i] = NULL;
            } else {
                ColumnFormat format = columns.get(i);
                int end = format.endOf(bytes, position, rows.end());
                starts[i] = format.contentStart(position);
                ends[i] = end;
                position = end;
            }
        }
        rows.skip(position - rows.position());
    }

    /**
     * The same for an image of PARTIAL_UPDATE_ROWS: options come first and, where these say so, one
     * bit for each JSON column of the table, whose value then is a difference.
     */
    public void readPartial(ByteCursor rows, List<ColumnFormat> columns, BitSet present) {
        partial.clear();
        if ((rows.lengthEncoded() & 1) != 0) {
            int jsonColumns = 0;
            for (ColumnFormat column : columns) {
                jsonColumns += column.type() == ColumnType.JSON ? 1 : 0;
            }
            BitSet bits = BitSet.valueOf(rows.copy((jsonColumns + 7) / 8));
            int json = 0;
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).type() == ColumnType.JSON && bits.get(json++)) {
                    partial.set(i);
                }
            }
        }
        read(rows, columns, present);
    }

    /** The same, with bytes of its own. */
    public RowImage copy() {
        RowImage copy = new RowImage(starts.length);
        int from = bytes.length;
        int to = 0;
        for (int i = 0; i < starts.length; i++) {
            if (starts[i] >= 0) {
                from = Math.min(from, starts[i]);
                to = Math.max(to, ends[i]);
            }
        }
        copy.bytes = from < to ? Arrays.copyOfRange(bytes, from, to) : new byte[0];
        for (int i = 0; i < starts.length; i++) {
            copy.starts[i] = starts[i] >= 0 ? starts[i] - from : starts[i];
            copy.ends[i] = ends[i] - from;
        }
        copy.partial.or(partial);
        return copy;
    }

    /** Whether all columns are present, each with its whole value. */
    public boolean isWhole() {
        for (int start : starts) {
            if (start == ABSENT) {
                return false;
            }
        }
        return partial.isEmpty();
    }

    /** How many bytes it holds, if it is a copy. */
    public int byteCount() {
        return bytes.length;
    }

    public boolean isPresent(int column) {
        return starts[column] != ABSENT;
    }

    public boolean isNull(int column) {
        return starts[column] == NULL;
    }

    /** Whether the column's value is a difference to the image before. */
    public boolean isPartial(int column) {
        return partial.get(column);
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Where the column's value begins, if it has one. */
    public int start(int column) {
        return starts[column];
    }

    /** Behind the column's value, if it has one. */
    public int end(int column) {
        return ends[column];
    }

    /** Whether a column is the same here and there: both null, or of equal bytes. */
    public boolean sameAs(RowImage other, int column) {
        int start = starts[column];
        int otherStart = other.starts[column];
        if (start < 0 || otherStart < 0) {
            return start == otherStart;
        }
        return Arrays.equals(
                bytes, start, ends[column], other.bytes, otherStart, other.ends[column]);
    }
}
