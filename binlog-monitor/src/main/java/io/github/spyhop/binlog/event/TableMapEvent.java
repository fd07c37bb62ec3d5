package io.github.spyhop.binlog.event;

import java.util.ArrayList;
import java.util.List;

/**
 * TABLE_MAP: precedes the rows of a table and says what its columns were when they were written.
 *
 * <pre>
 * table id  6
 * flags     2
 * schema    length 1, text, zero byte
 * table     the same
 * columns   count, one byte of type each
 * metadata  length, what each type needs
 * nullable  one bit each
 * optional metadata to the end: {@link TableMetadata}
 * </pre>
 *
 * @param id stands for this definition until the file ends
 */
public record TableMapEvent(
        long id, String schema, String table, List<ColumnFormat> columns, TableMetadata metadata) {

    private static final int COLUMNS_MAX = 4_096;

    public TableMapEvent {
        columns = List.copyOf(columns);
    }

    public static TableMapEvent decode(ByteCursor body) {
        long id = body.u48();
        body.skip(2);
        String schema = body.nameWithZero();
        String table = body.nameWithZero();
        long count = body.lengthEncoded();
        if (count < 1 || count > COLUMNS_MAX) {
            throw new MalformedEventException("a table of " + count + " columns");
        }
        int types = body.skip((int) count);
        int metadataLength = body.length();
        int metadataStart = body.skip(metadataLength);
        ByteCursor metadata =
                new ByteCursor(body.array(), metadataStart, metadataStart + metadataLength);
        List<ColumnFormat> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(ColumnFormat.decode(body.array()[types + i] & 0xff, metadata));
        }
        body.skip(((int) count + 7) / 8);
        return new TableMapEvent(id, schema, table, columns, TableMetadata.decode(body, columns));
    }

    /** The id of the table that an event speaks of, which every such event begins with. */
    public static long idOf(BinlogEvent event) {
        return event.body().u48();
    }
}
