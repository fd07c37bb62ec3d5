package io.github.spyhop.binlog.message;

import io.github.spyhop.binlog.event.RowImage;
import io.github.spyhop.binlog.event.RowOperation;
import io.github.spyhop.binlog.filter.ColumnTreatment;
import io.github.spyhop.binlog.json.JsonBytes;
import io.github.spyhop.binlog.schema.Column;
import io.github.spyhop.binlog.schema.TableSchema;
import io.github.spyhop.binlog.value.ColumnValue;
import io.github.spyhop.binlog.value.ColumnValues;
import java.util.List;
import java.util.function.Function;

/** What all messages of one table share, made once. */
final class TableTemplate {

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final int[] keyColumns;
    private final ColumnValue[] values;

    /** Columns whose values are not shown as they are, and those that are not shown at all. */
    private final boolean[] treated;

    private final boolean[] hidden;

    /** {@code "name":} of each column. */
    private final byte[][] names;

    /** From the type to the beginning of the keys, by operation. */
    private final byte[][] heads = new byte[RowOperation.values().length][];

    private final String[] routingKeys = new String[RowOperation.values().length];

    /**
     * @param forms chooses how the values of a column are written
     * @param treatment what becomes of columns
     */
    TableTemplate(
            TableSchema table,
            RoutingKey routingKey,
            Function<Column, ColumnValue> forms,
            ColumnTreatments treatment) {
        List<Column> columns = table.columns();
        values = new ColumnValue[columns.size()];
        treated = new boolean[columns.size()];
        hidden = new boolean[columns.size()];
        for (int i = 0; i < values.length; i++) {
            Column column = columns.get(i);
            ColumnTreatment becomes = treatment.of(table, column.name());
            values[i] = TreatedValues.of(becomes, forms.apply(column), treatment.hashKey());
            treated[i] = becomes != ColumnTreatment.PLAIN;
            hidden[i] = becomes == ColumnTreatment.HIDDEN;
        }
        keyColumns = table.keyColumns().stream().mapToInt(Integer::intValue).toArray();
        names = new byte[columns.size()][];
        JsonBytes json = new JsonBytes();
        for (int i = 0; i < names.length; i++) {
            json.clear();
            names[i] = json.string(columns.get(i).name()).raw(':').copyFrom(0);
        }
        for (RowOperation operation : RowOperation.values()) {
            json.clear();
            json.ascii(",\"type\":\"")
                    .ascii(MessageEncoder.typeOf(operation))
                    .ascii("\",\"schema_name\":")
                    .string(table.schema())
                    .ascii(",\"table_name\":")
                    .string(table.table())
                    .ascii(",\"keys\":{");
            heads[operation.ordinal()] = json.copyFrom(0);
            routingKeys[operation.ordinal()] =
                    routingKey.of(table.schema(), table.table(), MessageEncoder.typeOf(operation));
        }
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
            if (image.isPresent(column) && !hidden[column]) {
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
            if (image.isPresent(i) && !hidden[i]) {
                comma(first, json);
                first = false;
                member(i, image, json);
            }
        }
    }

    /** The members as they were, without brackets: those that are there now and differ. */
    void before(RowImage before, RowImage after, JsonBytes json) {
        boolean first = true;
        for (int i = 0; i < values.length; i++) {
            if (before.isPresent(i)
                    && after.isPresent(i)
                    && !hidden[i]
                    && !before.sameAs(after, i)) {
                comma(first, json);
                first = false;
                member(i, before, json);
            }
        }
    }

    /**
     * The members as they are now, without brackets: those that differ or, in an image that does not
     * have all columns, may differ.
     */
    void after(RowImage before, RowImage after, JsonBytes json) {
        boolean first = true;
        for (int i = 0; i < values.length; i++) {
            if (after.isPresent(i) && !hidden[i] && !after.sameAs(before, i)) {
                comma(first, json);
                first = false;
                member(i, after, json);
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
            ColumnValue value =
                    image.isPartial(column) && !treated[column]
                            ? ColumnValues.JSON_DIFFERENCE
                            : values[column];
            value.write(image.bytes(), image.start(column), image.end(column), json);
        }
    }
}
