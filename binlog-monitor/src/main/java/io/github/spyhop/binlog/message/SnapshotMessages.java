package io.github.spyhop.binlog.message;

import io.github.spyhop.binlog.event.RowImage;
import io.github.spyhop.binlog.filter.ChangeFilter;
import io.github.spyhop.binlog.filter.FilterSettings;
import io.github.spyhop.binlog.json.JsonBytes;
import io.github.spyhop.binlog.schema.Column;
import io.github.spyhop.binlog.schema.TableName;
import io.github.spyhop.binlog.schema.TableSchema;
import io.github.spyhop.binlog.value.ColumnValue;
import io.github.spyhop.binlog.value.ColumnValues;
import io.github.spyhop.binlog.value.QueriedValues;
import java.time.InstantSource;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes the messages of a snapshot: {@code row_snapshot}, a row as it is at that place of the stream,
 * and {@code snapshot_end} behind the last row of a table. Always one row a message.
 */
public final class SnapshotMessages {

    private static final String ROW = "row_snapshot";
    private static final String END = "snapshot_end";
    private static final int MILLIS = 1_000;
    private static final int TABLES_MAX = 1_000;

    private final MessageSettings settings;
    private final RoutingKey routingKey;
    private final ColumnTreatments treatments;
    private final String serverUuid;
    private final InstantSource clock;
    private final Map<TableSchema, TableTemplate> templates = new IdentityHashMap<>();
    private final JsonBytes json = new JsonBytes();

    /**
     * @param filter says what becomes of columns
     */
    public SnapshotMessages(
            MessageSettings settings,
            FilterSettings.Columns columns,
            ChangeFilter filter,
            String serverUuid,
            InstantSource clock) {
        this.settings = settings;
        treatments = new ColumnTreatments(filter, columns.hashKey().orElse(""));
        this.serverUuid = serverUuid;
        this.clock = clock;
        routingKey = new RoutingKey(settings.routingKey());
    }

    /**
     * What tells a message from all others.
     *
     * @param id of the message
     * @param snapshot that it belongs to
     */
    public record Label(String id, String snapshot) {}

    /** A row as the binlog has it. */
    public Message logged(Label label, TableSchema table, RowImage row) {
        return row(label, table, row, ColumnValues::of);
    }

    /** A row as a query has given it. */
    public Message queried(Label label, TableSchema table, RowImage row) {
        return row(label, table, row, QueriedValues::of);
    }

    private Message row(
            Label label, TableSchema table, RowImage row, Function<Column, ColumnValue> forms) {
        TableTemplate template = templateOf(table, forms);
        String key = routingKey.of(table.schema(), table.table(), ROW);
        if (routingKey.hasKey()) {
            json.clear();
            template.keys(row, json);
            key = RoutingKey.ofRow(key, json);
        }
        begin(ROW, table.schema(), table.table());
        json.ascii(",\"keys\":{");
        template.keys(row, json);
        json.ascii("},\"values\":{");
        template.all(row, json);
        json.raw('}');
        return end(label, key, ROW, table.toString());
    }

    private TableTemplate templateOf(TableSchema table, Function<Column, ColumnValue> forms) {
        TableTemplate template = templates.get(table);
        if (template == null) {
            if (templates.size() >= TABLES_MAX) {
                templates.clear();
            }
            template = new TableTemplate(table, routingKey, forms, treatments);
            templates.put(table, template);
        }
        return template;
    }

    /**
     * The message behind the last row of a table.
     *
     * @param rows how many were read
     */
    public Message end(Label label, TableName table, long rows) {
        begin(END, table.schema(), table.table());
        json.ascii(",\"rows\":").number(rows);
        String key = routingKey.hasKey() ? END : routingKey.of(table.schema(), table.table(), END);
        return end(label, key, END, table.toString());
    }

    private void begin(String type, String schema, String table) {
        json.clear();
        json.ascii("{\"timestamp\":").number(clock.millis() / MILLIS);
        json.ascii(",\"type\":\"").ascii(type).ascii("\",\"schema_name\":").string(schema);
        json.ascii(",\"table_name\":").string(table);
    }

    private Message end(Label label, String key, String type, String subject) {
        json.ascii(",\"server_uuid\":\"").ascii(serverUuid);
        json.ascii("\",\"snapshot\":{\"id\":").string(label.snapshot()).ascii("}}");
        Envelope envelope = settings.envelope();
        byte[] body =
                envelope.around(
                        json,
                        new Envelope.Label(label.id(), serverUuid, type, subject, clock.instant()));
        return new Message(label.id(), key, true, envelope.contentType(), body);
    }
}
