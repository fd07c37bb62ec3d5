package io.github.spyhop.query;

import io.github.spyhop.model.store.AccessTokenDocument;
import io.github.spyhop.model.store.AlertRuleDocument;
import io.github.spyhop.model.store.AnnotationDocument;
import io.github.spyhop.model.store.SlowQueryDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.bson.Document;

/** Something of everything that may be asked for, by the ids that the examples of the API name. */
final class ExampleStore {

    private static final String INSTANCE = "orders-1";

    private final Store store;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    ExampleStore(Store store) {
        this.store = store;
    }

    void fill() {
        new SampleStore(store).fill();
        new StateStore(store).fill();
        running();
        fleetStatus();
        slowLogs();
        reports();
        replace(
                StoreCollection.ANNOTATIONS,
                AnnotationDocument.class,
                new AnnotationDocument(
                        "6740f0c5e4b0a1b2c3d4e5f6",
                        now.minusSeconds(1),
                        null,
                        "deployment",
                        INSTANCE,
                        "shop v42",
                        "Orders are read by day.",
                        "shop,v42",
                        "ci"));
        replace(
                StoreCollection.ALERT_RULES,
                AlertRuleDocument.class,
                new AlertRuleDocument(
                        "busy",
                        "threshold",
                        true,
                        List.of(INSTANCE),
                        "Threads_running",
                        "above",
                        64,
                        30,
                        3_600,
                        300,
                        "critical",
                        List.of("slack"),
                        "{alert.instance}: {alert.summary}"));
        replace(
                StoreCollection.ACCESS_TOKENS,
                AccessTokenDocument.class,
                new AccessTokenDocument(
                        "0a1b2c3d4e5f",
                        "grafana",
                        "viewer",
                        List.of("orders-1"),
                        "of no token",
                        now.minus(Duration.ofDays(3)),
                        "admin",
                        now.plus(Duration.ofDays(27)),
                        null,
                        now.minusSeconds(40)));
    }

    private void running() {
        store.collection(StoreCollection.SLOW_QUERIES, SlowQueryDocument.class)
                .insertOne(
                        new SlowQueryDocument(
                                "orders-1:uuid:43:1",
                                INSTANCE,
                                "shop",
                                4712,
                                "app",
                                "10.0.0.5",
                                2.5,
                                "SELECT COUNT(*) FROM orders",
                                false,
                                now.minusSeconds(3),
                                null,
                                SampleStore.DIGEST_ID,
                                43,
                                1,
                                70_000,
                                0,
                                true,
                                null));
    }

    private void fleetStatus() {
        replace(
                StoreCollection.AURORA_CLUSTERS,
                Document.class,
                new Document("Region", "ap-northeast-2")
                        .append("DBClusterIdentifier", "orders")
                        .append("DBInstanceIdentifier", INSTANCE)
                        .append("IsClusterWriter", true)
                        .append("Engine", "aurora-mysql")
                        .append("EngineVersion", "8.0.mysql_aurora.3.08.0")
                        .append("MultiAZ", true)
                        .append("MasterUsername", "admin")
                        .append("Status", "available")
                        .append("ClusterCreateTime", Instant.EPOCH)
                        .append("last_updated", now));
        replace(
                StoreCollection.RDS_INSTANCES,
                Document.class,
                new Document("Region", "ap-northeast-2")
                        .append("DBInstanceIdentifier", INSTANCE)
                        .append("Engine", "aurora-mysql")
                        .append("EngineVersion", "8.0.mysql_aurora.3.08.0")
                        .append(
                                "Endpoint",
                                new Document("Address", "orders-1.rds.example.com")
                                        .append("Port", 3306))
                        .append("InstanceCreateTime", Instant.EPOCH)
                        .append("Tags", new Document("env", "prd"))
                        .append("updateTime", now));
        replace(
                StoreCollection.COMMAND_STATUS,
                Document.class,
                new Document("instance", INSTANCE)
                        .append("timestamp", now)
                        .append(
                                "commands",
                                List.of(
                                        counter("command", "select"),
                                        counter("command", "insert"))));
        replace(
                StoreCollection.DISK_USAGE,
                Document.class,
                new Document("instance", INSTANCE)
                        .append("timestamp", now)
                        .append("caches", List.of(counter("name", "Binlog_cache_use"))),
                new Document("instance", INSTANCE)
                        .append("timestamp", now)
                        .append(
                                "sizes",
                                List.of(
                                        new Document("name", "data_bytes")
                                                .append("value", 5_000_000_000L))));
    }

    private static Document counter(String field, String name) {
        return new Document(field, name)
                .append("total", 30L)
                .append("avg_for_hours", 3.5)
                .append("avg_for_seconds", 0.5)
                .append("percentage", 50.0);
    }

    private void slowLogs() {
        replace(
                StoreCollection.CLOUDWATCH_SLOW_QUERIES,
                Document.class,
                new Document("_id", "orders-1:2026-10-31:x")
                        .append("date", "2026-10-31")
                        .append("instance_id", INSTANCE)
                        .append("digest_id", SampleStore.DIGEST_ID)
                        .append("digest_query", SampleStore.DIGEST_TEXT)
                        .append("execution_count", 40L)
                        .append("total_time", 20.0)
                        .append("avg_time", 0.5)
                        .append("avg_lock_time", 0.01)
                        .append("avg_rows_sent", 1.0)
                        .append("avg_rows_examined", 25.0)
                        .append("users", List.of("app")));
        replace(
                StoreCollection.CLOUDWATCH_RUNS,
                Document.class,
                new Document("_id", "5f0c1b1e-8a34-4f0e-9d43-0d5b0c6f1a77")
                        .append("status", "in_progress")
                        .append("requested_at", now.minusSeconds(30))
                        .append("timestamp", now)
                        .append("from", Instant.parse("2026-10-01T00:00:00Z"))
                        .append("to", Instant.parse("2026-11-01T00:00:00Z"))
                        .append("instance_id", INSTANCE)
                        .append(
                                "details",
                                new Document("progress", 50)
                                        .append("message", "orders-1 is read")
                                        .append("processed_instances", 1)
                                        .append("total_queries", 77L)
                                        .append("total_instances", 2)
                                        .append("period", "2026-10-01 to 2026-10-31")));
    }

    private void reports() {
        replace(
                StoreCollection.REPORTS,
                Document.class,
                new Document("_id", "month-2026-10")
                        .append("period", "month")
                        .append("from", Instant.parse("2026-10-01T00:00:00Z"))
                        .append("to", Instant.parse("2026-11-01T00:00:00Z"))
                        .append("time_zone", "UTC")
                        .append("state", "ready")
                        .append("made_at", Instant.parse("2026-11-01T00:10:00Z"))
                        .append("formats", List.of("json"))
                        .append("left_out", List.of("html"))
                        .append("findings", 1)
                        .append("highlights", List.of("The plan of a family changed on orders-1."))
                        .append("undelivered", List.of())
                        .append(
                                "files",
                                new Document(
                                        "json", Caller.viewer().get("/api/v1/report").asString())));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // they are read alone
    private <T> void replace(StoreCollection collection, Class<T> type, T... documents) {
        store.collection(collection, type).deleteMany(new Document());
        store.collection(collection, type).insertMany(Arrays.asList(documents));
    }
}
