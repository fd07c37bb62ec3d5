package io.github.spyhop.binlog.message;

import io.github.spyhop.binlog.change.RowChange;
import io.github.spyhop.binlog.json.JsonBytes;
import io.github.spyhop.binlog.schema.TableSchema;
import io.github.spyhop.binlog.transaction.Transaction;
import java.time.InstantSource;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes messages of changes, in the form of {@code docs/reference/messages.schema.json}. */
public final class MessageEncoder {

    private static final int TABLES_MAX = 20_000;
    private static final int MILLIS = 1_000;

    private final RoutingKey routingKey;
    private final String serverUuid;
    private final InstantSource clock;
    private final Map<TableSchema, TableTemplate> templates = new IdentityHashMap<>();
    private final JsonBytes json = new JsonBytes();
    private @Nullable TransactionContext transaction;
    private int position;

    public MessageEncoder(RoutingKey routingKey, String serverUuid, InstantSource clock) {
        this.routingKey = routingKey;
        this.serverUuid = serverUuid;
        this.clock = clock;
    }

    /** The changes to come belong to this transaction. */
    public void begin(Transaction newTransaction, int total) {
        transaction = new TransactionContext(newTransaction, serverUuid, total, json);
        position = 0;
    }

    /** The message of one changed row. */
    public Message row(RowChange change) {
        TransactionContext context = transaction;
        if (context == null) {
            throw new IllegalStateException("a row outside of a transaction");
        }
        TableTemplate table = templateOf(change.table());
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
                json.ascii("},\"before_values\":{");
                table.changed(change.before(), change.after(), json);
                json.ascii("},\"after_values\":{");
                table.changed(change.after(), change.before(), json);
            }
            case DELETE -> {}
        }
        context.writeTail(change.row(), ++position, json);
        return new Message(
                context.messageId(change.row()),
                table.routingKey(change.operation()),
                true,
                json.copyFrom(0));
    }

    /** The message that says that the source is idle, and lives. */
    public Message heartbeat() {
        head();
        json.ascii(",\"type\":\"heartbeat\"}");
        return new Message(
                "hb-" + clock.millis(), routingKey.of("heartbeat"), false, json.copyFrom(0));
    }

    private void head() {
        json.clear();
        json.ascii("{\"timestamp\":").number(clock.millis() / MILLIS);
    }

    private TableTemplate templateOf(TableSchema table) {
        TableTemplate template = templates.get(table);
        if (template == null) {
            if (templates.size() >= TABLES_MAX) {
                templates.clear();
            }
            template = new TableTemplate(table, routingKey);
            templates.put(table, template);
        }
        return template;
    }
}
