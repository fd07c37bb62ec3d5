package io.github.spyhop.binlog.checkpoint;

import io.github.spyhop.binlog.schema.TableName;
import io.github.spyhop.binlog.snapshot.SnapshotState;
import io.github.spyhop.binlog.snapshot.SnapshotState.Cursor;
import io.github.spyhop.binlog.snapshot.SnapshotState.Phase;
import io.github.spyhop.binlog.snapshot.SnapshotState.TableState;
import java.util.List;
import org.bson.Document;

/** Snapshots as documents. */
final class SnapshotDocuments {

    private static final String ID = "id";
    private static final String SECRET = "secret";
    private static final String CANCELLED = "cancelled";
    private static final String TABLES = "tables";
    private static final String SCHEMA = "schema";
    private static final String TABLE = "table";
    private static final String PHASE = "phase";
    private static final String REASON = "reason";
    private static final String ESTIMATED_ROWS = "estimated_rows";
    private static final String ROWS = "rows";
    private static final String KEY = "key";
    private static final String CURSOR = "cursor";

    private SnapshotDocuments() {}

    static Document document(SnapshotState snapshot) {
        return new Document(ID, snapshot.id())
                .append(SECRET, snapshot.secret())
                .append(CANCELLED, snapshot.cancelled())
                .append(
                        TABLES,
                        snapshot.tables().stream().map(SnapshotDocuments::document).toList());
    }

    private static Document document(TableState table) {
        return new Document(SCHEMA, table.table().schema())
                .append(TABLE, table.table().table())
                .append(PHASE, table.phase().name())
                .append(REASON, table.reason())
                .append(ESTIMATED_ROWS, table.estimatedRows())
                .append(ROWS, table.rows())
                .append(KEY, table.cursor().key())
                .append(CURSOR, table.cursor().values());
    }

    static SnapshotState of(Document document) {
        return new SnapshotState(
                document.getString(ID),
                document.getString(SECRET),
                document.getBoolean(CANCELLED),
                document.getList(TABLES, Document.class).stream()
                        .map(SnapshotDocuments::tableOf)
                        .toList());
    }

    private static TableState tableOf(Document document) {
        List<String> values = document.getList(CURSOR, String.class);
        return new TableState(
                new TableName(document.getString(SCHEMA), document.getString(TABLE)),
                Phase.valueOf(document.getString(PHASE)),
                document.getString(REASON),
                document.getLong(ESTIMATED_ROWS),
                document.getLong(ROWS),
                new Cursor(document.getString(KEY), values));
    }
}
