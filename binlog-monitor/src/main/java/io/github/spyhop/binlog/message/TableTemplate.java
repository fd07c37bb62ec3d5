package io.github.spyhop.binlog.message;

import io.github.spyhop.binlog.event.RowImage;
import io.github.spyhop.binlog.event.RowOperation;
import io.github.spyhop.binlog.json.JsonBytes;
import io.github.spyhop.binlog.schema.Column;
import io.github.spyhop.binlog.schema.TableSchema;
import io.github.spyhop.binlog.value.ColumnValue;
import io.github.spyhop.binlog.value.ColumnValues;
import java.util.List;

/** What all messages of one table share, made once. */
final class TableTemplate {

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final int[] keyColumns;
    private final ColumnValue[] values;

    /** {@code "name":} of each column. */
    private final byte[][] names;

    /** From the type to the beginning of the keys, by operation. */
    private final byte[][] heads = new byte[RowOperation.values().length][];

    private final String[] routingKeys = new String[RowOperation.values().length];

    TableTemplate(TableSchema table, RoutingKey routingKey) {
        List<Column> columns = table.columns();
        keyColumns = table.keyColumns().stream().mapToInt(Integer::intValue).toArray();
        values = columns.stream().map(ColumnValues::of).toArray(ColumnValue[]::new);
        names = new byte[columns.size()][];
        JsonBytes json = new JsonBytes();
        for (int i = 0; i < names.length; i++) {
            json.clear();
            names[i] = json.string(columns.get(i).name()).raw(':').copyFrom(0);
        }
        for (RowOperation operation : RowOperation.values()) {
            json.clear();
            json.ascii(",\"type\":\"")
                    .ascii(typeOf(operation))
                    .ascii("\",\"schema_name\":")
                    .string(table.schema())
                    .ascii(",\"table_name\":")
                    .string(table.table())
                    .ascii(",\"keys\":{");
            heads[operation.ordinal()] = json.copyFrom(0);
            routingKeys[operation.ordinal()] =
                    routingKey.of(table.schema(), table.table(), typeOf(operation));
        }
    }

    static String typeOf(RowOperation operation) {
        return switch (operation) {
            case INSERT -> "row_insert";
            case UPDATE -> "row_update";
            case DELETE -> "row_delete";
        };
    }

    String routingKey(RowOperation operation) {
        return routingKeys[operation.ordinal()];
    }

    byte[] head(RowOperation operation) {
        return heads[operation.ordinal()];
    }

    /** The members of the keys, without brackets. */
    void keys(RowImage image, JsonBytes json) {
        boolean first = true;
        for (int column : keyColumns) {
            if (image.isPresent(column)) {
                comma(first, json);
                first = false;
                member(column, image, json);
            }
        }
    }

    /** All members that the image has, without brackets. */
    void all(RowImage image, JsonBytes json) {
        boolean first = true;
        for (int i = 0; i < values.length; i++) {
            if (image.isPresent(i)) {
                comma(first, json);
                first = false;
                member(i, image, json);
            }
        }
    }

    /** The members of one image that differ from the other, without brackets. */
    void changed(RowImage image, RowImage other, JsonBytes json) {
        boolean first = true;
        for (int i = 0; i < values.length; i++) {
            if (image.isPresent(i) && !image.sameAs(other, i)) {
                comma(first, json);
                first = false;
                member(i, image, json);
            }
        }
    }

    private static void comma(boolean first, JsonBytes json) {
        if (!first) {
            json.raw(',');
        }
    }

    private void member(int column, RowImage image, JsonBytes json) {
        json.raw(names[column]);
        if (image.isNull(column)) {
            json.raw(NULL);
        } else {
            values[column].write(image.bytes(), image.start(column), image.end(column), json);
        }
    }
}
