package io.github.spyhop.binlog.snapshot;

import io.github.spyhop.binlog.event.RowImage;
import io.github.spyhop.binlog.json.JsonBytes;
import io.github.spyhop.binlog.schema.Column;
import io.github.spyhop.binlog.schema.TableName;
import io.github.spyhop.binlog.schema.TableSchema;
import io.github.spyhop.binlog.value.ColumnValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * The keys of one table's rows as text, equal for rows that were queried and for those of the binlog.
 */
final class RowKeys {

    private static final int ID_BYTES = 16;

    private final List<Integer> keyColumns;
    private final List<ColumnValue> values;
    private final JsonBytes json = new JsonBytes();

    /**
     * @param forms how values are written: those of the binlog, or queried ones
     */
    RowKeys(TableSchema table, Function<Column, ColumnValue> forms) {
        keyColumns = table.keyColumns().stream().sorted().toList();
        values = keyColumns.stream().map(table.columns()::get).map(forms).toList();
    }

    /** The key's values, without brackets. */
    String of(RowImage row) {
        json.clear();
        for (int i = 0; i < values.size(); i++) {
            int column = keyColumns.get(i);
            if (row.isPresent(column) && !row.isNull(column)) {
                values.get(i).write(row.bytes(), row.start(column), row.end(column), json);
            }
            json.raw(',');
        }
        return json.toString();
    }

    /**
     * What a row's message is called.
     *
     * @param run of the monitor: another one may send a row again, as it is by then
     */
    static String messageId(SnapshotState snapshot, String run, TableName table, String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String all =
                    String.join("\0", snapshot.secret(), run, table.schema(), table.table(), key);
            byte[] hash = digest.digest(all.getBytes(StandardCharsets.UTF_8));
            return "snapshot:" + snapshot.id() + ":" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
