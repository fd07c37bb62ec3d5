package io.github.spyhop.binlog.snapshot;

import io.github.spyhop.binlog.event.ColumnType;
import io.github.spyhop.binlog.event.RowImage;
import io.github.spyhop.binlog.schema.Column;
import io.github.spyhop.binlog.schema.TableSchema;
import io.github.spyhop.binlog.snapshot.SnapshotState.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the rows of a table are queried in the order of its primary key: each value in the form that
 * {@link io.github.spyhop.binlog.value.QueriedValues} takes.
 *
 * @param collations of its columns with a character set before, as in {@code utf8mb4 utf8mb4_bin};
 *     empty for others
 * @param key the form of the primary key, another one when rows may have another order
 */
record TableShape(TableSchema schema, List<String> collations, String key) {

    TableShape {
        collations = List.copyOf(collations);
    }

    /** The rows behind a cursor, at most so many. */
    String select(Cursor cursor, int rowsMax) {
        String columns =
                schema.columns().stream().map(TableShape::asked).collect(Collectors.joining(", "));
        String condition = cursor.values().isEmpty() ? "" : " WHERE " + behind(cursor.values());
        String order =
                schema.keyColumns().stream()
                        .map(i -> quoted(schema.columns().get(i).name()))
                        .collect(Collectors.joining(", "));
        return "SELECT %s FROM %s.%s FORCE INDEX (PRIMARY)%s ORDER BY %s LIMIT %d"
                .formatted(
                        columns,
                        quoted(schema.schema()),
                        quoted(schema.table()),
                        condition,
                        order,
                        rowsMax);
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static String asked(Column column) {
        String name = quoted(column.name());
        return switch (column.format().type()) {
            // Without the zeros of ZEROFILL; ENUM and SET by their numbers.
            case TINY, SHORT, MEDIUMINT, INT, BIGINT, DECIMAL, BIT, YEAR, ENUM, SET ->
                    "CAST(" + name + " + 0 AS BINARY)";
            // The text of a FLOAT itself is rounded, and in 9.7 that of sums of DOUBLE too.
            case FLOAT, DOUBLE -> "CAST(CAST(" + name + " AS JSON) AS BINARY)";
            case VARCHAR, VAR_STRING, BLOB, CHAR ->
                    column.characterSet().isEmpty() ? name : "CAST(" + name + " AS BINARY)";
            case DATE, TIME, DATETIME, TIMESTAMP, OLD_TIME, OLD_DATETIME, OLD_TIMESTAMP, NULL ->
                    "CAST(" + name + " AS BINARY)";
            case JSON, GEOMETRY, VECTOR -> "CAST(" + name + " AS BINARY)";
        };
    }

    /** (a, b) > (x, y) in a form that MySQL takes as ranges of the index. */
    private String behind(List<String> values) {
        List<String> ranges = new ArrayList<>();
        for (int last = 0; last < values.size(); last++) {
            List<String> terms = new ArrayList<>();
            for (int i = 0; i <= last; i++) {
                terms.add(compared(i) + (i < last ? " = " : " > ") + values.get(i));
            }
            ranges.add(String.join(" AND ", terms));
        }
        return ranges.stream().collect(Collectors.joining(") OR (", "(", ")"));
    }

    private String compared(int keyPart) {
        Column column = schema.columns().get(schema.keyColumns().get(keyPart));
        String name = quoted(column.name());
        ColumnType type = column.format().type();
        // They are ordered by their numbers, but compared with texts by their names.
        return type == ColumnType.ENUM || type == ColumnType.SET ? "(" + name + " + 0)" : name;
    }

    /** Behind this row. */
    Cursor behind(RowImage row) {
        return new Cursor(key, schema.keyColumns().stream().map(i -> literal(i, row)).toList());
    }

    private String literal(int column, RowImage row) {
        byte[] value = Arrays.copyOfRange(row.bytes(), row.start(column), row.end(column));
        String text = new String(value, StandardCharsets.US_ASCII);
        return switch (schema.columns().get(column).format().type()) {
            case TINY, SHORT, MEDIUMINT, INT, BIGINT, DECIMAL, BIT, YEAR, ENUM, SET -> text;
            case FLOAT, DOUBLE -> text.contains("e") ? text : text + "e0";
            case DATE, TIME, DATETIME, TIMESTAMP, OLD_TIME, OLD_DATETIME, OLD_TIMESTAMP ->
                    "'" + text + "'";
            case VARCHAR, VAR_STRING, BLOB, CHAR, JSON, GEOMETRY, VECTOR, NULL ->
                    string(collations.get(column), HexFormat.of().formatHex(value));
        };
    }

    private static String string(String collation, String hex) {
        if (collation.isEmpty()) {
            return "_binary X'" + hex + "'";
        }
        String[] names = collation.split(" ");
        return "_" + names[0] + " X'" + hex + "' COLLATE " + names[1];
    }
}
