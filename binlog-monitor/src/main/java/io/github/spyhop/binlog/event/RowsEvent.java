package io.github.spyhop.binlog.event;

import java.util.BitSet;

/**
 * WRITE_ROWS, UPDATE_ROWS, DELETE_ROWS and PARTIAL_UPDATE_ROWS: rows of one table.
 *
 * <pre>
 * table id      6
 * flags         2
 * extra length  2  with itself; not in version 1
 * extra
 * columns       count
 * present       one bit each
 * present after one bit each; updates only
 * rows to the end: for each image the nulls, one bit a present column, then the values
 * </pre>
 *
 * @param before which columns the image before the change has; of an insert, none
 * @param after which columns the image after the change has; of a delete, none
 * @param rowsStart where the first row begins
 * @see <a
 *     href="https://dev.mysql.com/doc/dev/mysql-server/latest/classmysql_1_1binlog_1_1event_1_1Rows__event.html">
 *     Rows_event</a>
 */
public record RowsEvent(
        RowOperation operation, boolean partial, BitSet before, BitSet after, int rowsStart) {

    /** Reads all but the rows. */
    public static RowsEvent decode(EventType type, ByteCursor body, int columns) {
        body.skip(6 + 2);
        if (!isVersion1(type)) {
            int extra = body.u16();
            body.skip(extra - 2);
        }
        long count = body.lengthEncoded();
        if (count != columns) {
            throw new MalformedEventException(
                    "rows of " + count + " columns of a table of " + columns);
        }
        RowOperation operation = operationOf(type);
        BitSet first = bits(body, columns);
        return switch (operation) {
            case INSERT -> new RowsEvent(operation, false, new BitSet(), first, body.position());
            case DELETE -> new RowsEvent(operation, false, first, new BitSet(), body.position());
            case UPDATE -> {
                BitSet second = bits(body, columns);
                boolean partial = type == EventType.PARTIAL_UPDATE_ROWS;
                yield new RowsEvent(operation, partial, first, second, body.position());
            }
        };
    }

    private static BitSet bits(ByteCursor body, int columns) {
        return BitSet.valueOf(body.copy((columns + 7) / 8));
    }

    private static boolean isVersion1(EventType type) {
        return type == EventType.WRITE_ROWS_V1
                || type == EventType.UPDATE_ROWS_V1
                || type == EventType.DELETE_ROWS_V1;
    }

    /** What an event of rows did to them. */
    public static RowOperation operationOf(EventType type) {
        return switch (type) {
            case WRITE_ROWS, WRITE_ROWS_V1 -> RowOperation.INSERT;
            case UPDATE_ROWS, UPDATE_ROWS_V1, PARTIAL_UPDATE_ROWS -> RowOperation.UPDATE;
            case DELETE_ROWS, DELETE_ROWS_V1 -> RowOperation.DELETE;
            default -> throw new IllegalArgumentException(type + " has no rows");
        };
    }
}
