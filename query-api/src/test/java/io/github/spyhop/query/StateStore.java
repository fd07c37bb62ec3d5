package io.github.spyhop.query;

import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.model.store.WaitLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** What the collector and the binlog monitor keep of one server's state, as they write it. */
final class StateStore {

    static final String INSTANCE = "orders-1";

    private final Store store;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    StateStore(Store store) {
        this.store = store;
    }

    void fill() {
        locks();
        waits();
        topology();
        events();
        status();
        storage();
        binlog();
        coverage();
    }

    private void locks() {
        Document waiter =
                session(12)
                        .append("lock_kind", "row")
                        .append("lock_object", "shop.orders")
                        .append("lock_index", "PRIMARY")
                        .append("lock_mode", "X,REC_NOT_GAP")
                        .append("waiters", List.of());
        Document transaction =
                new Document("pid", 11L)
                        .append("started_at", now.minusSeconds(90))
                        .append("seconds", 90L)
                        .append("state", "RUNNING")
                        .append("rows_locked", 3L)
                        .append("rows_modified", 2L)
                        .append("user", "app")
                        .append("host", "10.0.0.5")
                        .append("schema", "shop")
                        .append("sql_text", null);
        replace(
                StoreCollection.LOCK_WAITS,
                look(now.minusSeconds(60), session(9).append("waiters", List.of()), transaction),
                look(
                        now.minusSeconds(1),
                        session(11).append("waiters", List.of(waiter)),
                        transaction));
        replace(
                StoreCollection.DEADLOCKS,
                new Document("_id", "orders-1:x")
                        .append("instance", INSTANCE)
                        .append("timestamp", now.minusSeconds(30))
                        .append("report", "LATEST DETECTED DEADLOCK"));
    }

    private Document look(Instant at, Document tree, Document transaction) {
        return new Document("instance", INSTANCE)
                .append("timestamp", at)
                .append("waits", 1)
                .append("cut", false)
                .append("trees", List.of(tree))
                .append("transactions", List.of(transaction));
    }

    private static Document session(long pid) {
        return new Document("pid", pid)
                .append("user", "app")
                .append("host", "10.0.0.5")
                .append("schema", "shop")
                .append("command", "Query")
                .append("state", "updating")
                .append("seconds", 4L)
                .append("sql_text", "UPDATE orders SET total = 1 WHERE id = 7");
    }

    /** Looks, with the hours and days that they are in; of 40 days ago the hour and day alone are left. */
    private void waits() {
        Map<Instant, Long> looks =
                Map.of(
                        now.minusSeconds(60), 30L,
                        now.minusSeconds(15 * 60), 15L,
                        now.minusSeconds(5 * 3_600), 1_000L,
                        now.minus(Duration.ofDays(4)), 2_000L,
                        now.minus(Duration.ofDays(40)), 4_000L);
        List<Document> documents = new ArrayList<>();
        for (WaitLevel level : WaitLevel.values()) {
            Map<Instant, Long> sums = new HashMap<>();
            looks.forEach((at, count) -> sums.merge(level.startOf(at), count, Long::sum));
            sums.forEach((start, count) -> {
                if (level.expiresAt(start).isAfter(now)) {
                    documents.add(waits(level, start, count));
                }
            });
        }
        replace(StoreCollection.WAITS, documents.toArray(Document[]::new));
    }

    /** Each wait for the log took 0.2 s, each for the condition a quarter of that. */
    private static Document waits(WaitLevel level, Instant at, long count) {
        return new Document("_id", INSTANCE + level + at)
                .append("instance", INSTANCE)
                .append("level", level.stored())
                .append("timestamp", at)
                .append("expires_at", level.expiresAt(at))
                .append(
                        "events",
                        new Document("wait/io/file/innodb/innodb_log_file", waits(count, 200_000))
                                .append(
                                        "wait/synch/cond/sql/m_workers\uff0econd",
                                        waits(count, 50_000)));
    }

    private static Document waits(long count, long micros) {
        return new Document("count", count).append("wait_micros_sum", count * micros);
    }

    private void topology() {
        Document channel =
                new Document("name", "")
                        .append("source_host", "10.0.0.8")
                        .append("source_port", 3306)
                        .append("source_uuid", "uuid-8")
                        .append("receiver", "ON")
                        .append("applier", "ON")
                        .append("lag_seconds", 1.5)
                        .append("received_gtids", "uuid-8:1-5")
                        .append("error", null);
        replace(
                StoreCollection.SERVER_TOPOLOGY,
                new Document("_id", INSTANCE)
                        .append("updated_at", now)
                        .append("server_uuid", "uuid-9")
                        .append("server_started_at", now.minusSeconds(9_000))
                        .append("role", "replica")
                        .append("read_only", true)
                        .append("downstream", List.of("10.0.0.10"))
                        .append("channels", List.of(channel)));
        replace(
                StoreCollection.SERVER_EVENTS,
                new Document("instance", INSTANCE)
                        .append("at", now.minusSeconds(40))
                        .append("kind", "role_changed")
                        .append("detail", "source to replica"),
                new Document("instance", INSTANCE)
                        .append("at", now.minusSeconds(50))
                        .append("kind", "parameter_changed")
                        .append("detail", "max_connections: 151 to 500"));
    }

    private void events() {
        replace(
                StoreCollection.SCHEDULED_EVENTS,
                new Document("_id", INSTANCE)
                        .append("scheduler", "OFF")
                        .append("reader", true)
                        .append("events", 1)
                        .append("updated_at", now),
                new Document("_id", INSTANCE + ":shop.purge")
                        .append("instance", INSTANCE)
                        .append("event", "shop.purge")
                        .append("updated_at", now)
                        .append("running_micros", null)
                        .append(
                                "counted",
                                new Document("run", "uuid")
                                        .append("runs", 7L)
                                        .append("picos", 70L)
                                        .append("errors", 1L)
                                        .append("statements", 14L)
                                        .append("rows_affected", 900L))
                        .append("schema", "shop")
                        .append("name", "purge")
                        .append("definer", "root@localhost")
                        .append("definer_known", true)
                        .append("time_zone", "SYSTEM")
                        .append("definition", "DELETE FROM log")
                        .append("interval_value", "1")
                        .append("interval_field", "HOUR")
                        .append("starts", now.minusSeconds(100_000))
                        .append("status", "ENABLED")
                        .append("on_completion", "PRESERVE")
                        .append("last_executed", now.minusSeconds(5_000))
                        .append("comment", "")
                        .append("problems", List.of("scheduler_off")));
        replace(
                StoreCollection.SCHEDULED_EVENT_RUNS,
                run("succeeded", now.minusSeconds(5_000)),
                run("missed", now.minusSeconds(1_400)));
    }

    private static Document run(String outcome, Instant at) {
        return new Document("instance", INSTANCE)
                .append("event", "shop.purge")
                .append("at", at)
                .append("outcome", outcome)
                .append("runs", 1L)
                .append("duration_micros", 2_000L)
                .append("errors", 0L)
                .append("overrun", false)
                .append("detail", "")
                .append("source", "performance_schema");
    }

    private void status() {
        replace(StoreCollection.SERVER_STATUS, reading(20, 30), reading(5, 50));
    }

    private Document reading(int secondsAgo, double running) {
        return new Document("timestamp", now.minusSeconds(secondsAgo))
                .append("meta", new Document("instance", INSTANCE))
                .append(
                        "values",
                        new Document("Threads_running", running).append("Questions", 9_000.0))
                .append("rates", new Document("Questions", running * 2));
    }

    private void storage() {
        replace(
                StoreCollection.STORAGE,
                size(now.minusSeconds(12 * 3_600), 1_000),
                size(now.minusSeconds(60), 1_500));
    }

    private static Document size(Instant at, long bytes) {
        Document parts =
                new Document("schema", "shop")
                        .append("rows", 5L)
                        .append("data_bytes", bytes)
                        .append("index_bytes", 0L)
                        .append("free_bytes", 0L);
        Document index =
                new Document("schema", "shop")
                        .append("table", "orders")
                        .append("index", "note")
                        .append("columns", List.of("note"))
                        .append("unique", false)
                        .append("reads", 0L)
                        .append("writes", 12L)
                        .append("micros", 40L);
        return new Document("bytes", bytes)
                .append("data_bytes", bytes)
                .append("index_bytes", 0L)
                .append("free_bytes", 0L)
                .append("instance", INSTANCE)
                .append("timestamp", at)
                .append("files", new Document("binlog", 77L))
                .append("schemas", List.of(new Document(parts).append("tables", 1)))
                .append(
                        "tables",
                        List.of(
                                new Document(parts)
                                        .append("table", "orders")
                                        .append("engine", "InnoDB")))
                .append("unused_indexes", List.of(index))
                .append(
                        "duplicate_indexes",
                        List.of(new Document(index).append("covered_by", "note_2")))
                .append("index_io", List.of(index))
                .append("cut", false)
                .append("missing", List.of());
    }

    private void binlog() {
        replace(
                StoreCollection.BINLOG_CHECKPOINTS,
                new Document("_id", "orders")
                        .append("owner", "pod-1")
                        .append("epoch", 3L)
                        .append("lease_until", now.plusSeconds(60))
                        .append("server_uuid", "uuid-9")
                        .append("gtid_set", "uuid-9:1-99")
                        .append("binlog_file", "binlog.000002")
                        .append("binlog_position", 4_711L)
                        .append("resume_file", "binlog.000002")
                        .append("resume_position", 4_000L)
                        .append("committed_at", now)
                        .append("saved_at", now));
    }

    private void coverage() {
        replace(StoreCollection.WIRE_COVERAGE, wire(20, 5), wire(10, 7));
        replace(
                StoreCollection.SERVER_COVERAGE,
                new Document("_id", "c")
                        .append("instance", INSTANCE)
                        .append("window_start", now.minusSeconds(60))
                        .append("window_seconds", 60)
                        .append("statements", 400L)
                        .append("own", 20L)
                        .append("overflow", 1L)
                        .append("lost", 0L)
                        .append("recreated", 0L)
                        .append("unknown_before", 0L)
                        .append("restarted", true)
                        .append("server_changed", false)
                        .append("cut", false));
        replace(
                StoreCollection.COLLECTOR_REPLICAS,
                new Document("_id", "collector-1")
                        .append("expires_at", now.plusSeconds(60))
                        .append("started_at", now.minusSeconds(600))
                        .append("instances", 1));
    }

    private Document wire(int secondsAgo, long lost) {
        return new Document("_id", "w" + secondsAgo)
                .append("probe", "node-1")
                .append("server", "127.0.0.9:3306")
                .append("window_start", now.minusSeconds(secondsAgo))
                .append("window_seconds", 10)
                .append("statements", 200L)
                .append("statements_lost", new Document("gap", lost))
                .append("connections_opened", 3L)
                .append("connections_joined_late", 1L)
                .append("connections_unreadable", new Document("tls", 2L))
                .append("logins_refused", 0L)
                .append("statements_folded", 0L)
                .append(
                        "capture",
                        new Document("packets", 1_000L)
                                .append("packets_dropped_by_kernel", 4L)
                                .append("packets_dropped_by_interface", 1L)
                                .append("gaps", 1L)
                                .append("gap_bytes", 1_460L));
    }

    private void replace(StoreCollection collection, Document... documents) {
        // A time series deletes by its meta field only.
        store.collection(collection, Document.class)
                .deleteMany(
                        collection.timeSeries().isPresent()
                                ? new Document("meta.instance", INSTANCE)
                                : new Document());
        store.collection(collection, Document.class).insertMany(Arrays.asList(documents));
    }
}
