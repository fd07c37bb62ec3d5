package io.github.spyhop.binlog.message;

import io.github.spyhop.binlog.change.RowChange;
import io.github.spyhop.binlog.event.RowOperation;
import io.github.spyhop.binlog.filter.ChangeFilter;
import io.github.spyhop.binlog.filter.FilterSettings;
import io.github.spyhop.binlog.json.JsonBytes;
import io.github.spyhop.binlog.schema.TableSchema;
import io.github.spyhop.binlog.transaction.LoggedStatement;
import io.github.spyhop.binlog.transaction.Transaction;
import io.github.spyhop.binlog.value.ColumnValues;
import java.time.InstantSource;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of changes, in the form of {@code docs/reference/row-changes.schema.json}: one for
 * each row or, where several may share one, an array of those of a transaction that have the same
 * routing key.
 */
public final class MessageEncoder {

    private static final int TABLES_MAX = 20_000;
    private static final int MILLIS = 1_000;
    private static final int UNMERGED = 0;
    private static final String HEARTBEAT = "heartbeat";

    /** Of a message with several rows. */
    private static final String ROWS = "rows";

    private final MessageSettings settings;
    private final RoutingKey routingKey;
    private final ColumnTreatments treatments;
    private final String serverUuid;
    private final InstantSource clock;
    private final Map<TableSchema, TableTemplate> templates = new IdentityHashMap<>();
    private final JsonBytes json = new JsonBytes();
    private final JsonBytes keys = new JsonBytes();
    private @Nullable TransactionContext transaction;
    private int position;
    private int statements;

    /** The message that is being filled: its first row, how many, and their routing key. */
    private int batchFirstRow;

    private int batchRows;
    private String batchKey = "";
    private String batchType = ROWS;
    private String batchTable = "";

    /**
     * @param filter says what becomes of columns
     */
    public MessageEncoder(
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
     * The changes to come belong to this transaction.
     *
     * @param total how many rows of it are published
     */
    public void begin(Transaction newTransaction, int total) {
        transaction = new TransactionContext(newTransaction, serverUuid, total, json);
        position = 0;
        statements = 0;
        batchRows = 0;
    }

    private TransactionContext context() {
        TransactionContext context = transaction;
        if (context == null) {
            throw new IllegalStateException("a change outside of a transaction");
        }
        return context;
    }

    /**
     * Takes one changed row, which is sent at the latest by {@link #end}.
     *
     * @param snapshot whose subscribers may not know the row yet, so that an update has the whole row
     *     as it was
     */
    public <E extends Exception> void row(
            RowChange change, Optional<String> snapshot, MessageSink<E> sink)
            throws E, InterruptedException {
        row(change, UNMERGED, snapshot, sink);
    }

    /**
     * The same of a row that stands for several changes.
     *
     * @param changes how many
     */
    public <E extends Exception> void row(RowChange change, int changes, MessageSink<E> sink)
            throws E, InterruptedException {
        row(change, changes, Optional.empty(), sink);
    }

    private <E extends Exception> void row(
            RowChange change, int changes, Optional<String> snapshot, MessageSink<E> sink)
            throws E, InterruptedException {
        TableTemplate table = templateOf(change.table());
        String key = keyOf(change, table);
        if (batchRows > 0 && (!key.equals(batchKey) || isFull())) {
            sendRows(sink);
        }
        if (batchRows == 0) {
            json.clear();
            batchFirstRow = change.row();
            batchKey = key;
            batchType = settings.batchRowsMax() > 1 ? ROWS : typeOf(change.operation());
            batchTable = settings.envelope() == Envelope.NONE ? "" : change.table().toString();
        }
        if (settings.batchRowsMax() > 1) {
            json.raw(batchRows == 0 ? '[' : ',');
        }
        batchRows++;
        write(change, table, snapshot);
        if (changes == UNMERGED) {
            context().writeTail(change.row(), ++position, json);
        } else {
            context().writeMergedTail(change.row(), changes, json);
        }
        if (settings.batchRowsMax() == 1) {
            sendRows(sink);
        }
    }

    private String keyOf(RowChange change, TableTemplate table) {
        String ofTable = table.routingKey(change.operation());
        if (!routingKey.hasKey()) {
            return ofTable;
        }
        keys.clear();
        table.keys(change.keyImage(), keys);
        return RoutingKey.ofRow(ofTable, keys);
    }

    private boolean isFull() {
        return batchRows >= settings.batchRowsMax() || json.size() >= settings.batchBytesMax();
    }

    private <E extends Exception> void sendRows(MessageSink<E> sink)
            throws E, InterruptedException {
        if (settings.batchRowsMax() > 1) {
            json.raw(']');
        }
        batchRows = 0;
        sink.send(message(context().messageId(batchFirstRow), batchKey, batchType, batchTable));
    }

    /** Sends the rows that wait for others. */
    public <E extends Exception> void end(MessageSink<E> sink) throws E, InterruptedException {
        if (batchRows > 0) {
            sendRows(sink);
        }
    }

    private void write(RowChange change, TableTemplate table, Optional<String> snapshot) {
        head();
        json.ascii(",\"binlog_timestamp\":").number(change.timestampSeconds());
        json.raw(table.head(change.operation()));
        table.keys(change.keyImage(), json);
        switch (change.operation()) {
            case INSERT -> {
                json.ascii("},\"values\":{");
                table.all(change.after(), json);
            }
            case UPDATE -> {
                if (snapshot.isPresent()) {
                    json.ascii("},\"snapshot\":{\"id\":").string(snapshot.get());
                    json.ascii(",\"values\":{");
                    table.all(change.before(), json);
                    json.raw('}');
                }
                json.ascii("},\"before_values\":{");
                table.before(change.before(), change.after(), json);
                json.ascii("},\"after_values\":{");
                table.after(change.before(), change.after(), json);
            }
            case DELETE -> {}
        }
    }

    /** Sends what changed a definition, behind all rows before it. */
    public <E extends Exception> void definition(LoggedStatement statement, MessageSink<E> sink)
            throws E, InterruptedException {
        end(sink);
        json.clear();
        head();
        json.ascii(",\"binlog_timestamp\":").number(statement.timestampSeconds());
        json.ascii(",\"type\":\"ddl\",\"schema_name\":").string(statement.schema());
        json.ascii(",\"sql\":").string(statement.portableSql());
        context().writeOrigin(json);
        sink.send(message(context().statementId(++statements), routingKey.of("ddl"), "ddl", ""));
    }

    /**
     * Sends that a transaction was given up.
     *
     * @param reason as the operator gave it
     */
    public <E extends Exception> void gap(String reason, MessageSink<E> sink)
            throws E, InterruptedException {
        json.clear();
        head();
        json.ascii(",\"type\":\"gap\",\"reason\":").string(reason);
        context().writeOrigin(json);
        sink.send(message(context().messageId("gap"), routingKey.of("gap"), "gap", ""));
    }

    /**
     * Sends that the source did not go on where it had ended.
     *
     * @param id of the message
     * @param reason as the operator gave it
     */
    public <E extends Exception> void gap(String id, String reason, MessageSink<E> sink)
            throws E, InterruptedException {
        json.clear();
        head();
        json.ascii(",\"type\":\"gap\",\"reason\":").string(reason);
        json.ascii(",\"server_uuid\":\"").ascii(serverUuid).ascii("\"}");
        sink.send(message(id, routingKey.of("gap"), "gap", ""));
    }

    /** The message that says that the source is idle, and lives. */
    public Message heartbeat() {
        json.clear();
        head();
        json.ascii(",\"type\":\"heartbeat\"}");
        return message("hb-" + clock.millis(), routingKey.of(HEARTBEAT), HEARTBEAT, "");
    }

    /** Of what was written; all but heartbeats must reach a queue. */
    private Message message(String id, String key, String type, String table) {
        Envelope envelope = settings.envelope();
        byte[] body =
                envelope.around(
                        json, new Envelope.Label(id, serverUuid, type, table, clock.instant()));
        return new Message(id, key, !type.equals(HEARTBEAT), envelope.contentType(), body);
    }

    private void head() {
        json.ascii("{\"timestamp\":").number(clock.millis() / MILLIS);
    }

    private TableTemplate templateOf(TableSchema table) {
        TableTemplate template = templates.get(table);
        if (template == null) {
            if (templates.size() >= TABLES_MAX) {
                templates.clear();
            }
            template = new TableTemplate(table, routingKey, ColumnValues::of, treatments);
            templates.put(table, template);
        }
        return template;
    }

    static String typeOf(RowOperation operation) {
        return switch (operation) {
            case INSERT -> "row_insert";
            case UPDATE -> "row_update";
            case DELETE -> "row_delete";
        };
    }
}
