package io.github.spyhop.query;

import io.github.spyhop.model.store.AlertDocument;
import io.github.spyhop.model.store.DigestDocument;
import io.github.spyhop.model.store.PlanChangeDocument;
import io.github.spyhop.model.store.PlanDocument;
import io.github.spyhop.model.store.RowChangeWindowDocument;
import io.github.spyhop.model.store.ServerWindowDocument;
import io.github.spyhop.model.store.SlowQueryDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.model.store.WireSampleDocument;
import io.github.spyhop.model.store.WireWindowDocument;
import io.github.spyhop.model.window.LatencySketch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;

/** What the other services would have written a moment ago, written to the real store. */
public final class SampleStore {

    static final String DIGEST_ID = "0123456789abcdef0123456789abcdef";
    static final String DIGEST_TEXT = "SELECT * FROM `orders` WHERE `id` = ?";
    static final String SLOW_ID = "orders-1:uuid:42:7";

    static final String JSON_PLAN =
            """
            {"query_block": {"select_id": 1, "cost_info": {"query_cost": "12010.50"},
              "ordering_operation": {"using_filesort": true, "nested_loop": [
                {"table": {"table_name": "orders", "access_type": "ALL",
                  "rows_examined_per_scan": 100000, "rows_produced_per_join": 10000,
                  "cost_info": {"prefix_cost": "10010.50"}, "attached_condition": "note <> ''"}},
                {"table": {"table_name": "items", "access_type": "ref", "key": "order_id",
                  "rows_examined_per_scan": 3, "rows_produced_per_join": 30000,
                  "cost_info": {"prefix_cost": "12010.50"}}}]}}}
            """;

    private final Store store;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    public SampleStore(Store store) {
        this.store = store;
    }

    public void fill() {
        replace(
                StoreCollection.DIGESTS,
                DigestDocument.class,
                List.of(
                        new DigestDocument(
                                DIGEST_ID, DIGEST_TEXT, "READ", List.of("orders"), now, now)));
        replace(
                StoreCollection.WIRE_WINDOWS,
                WireWindowDocument.class,
                List.of(wire("a", 10, 1_000), wire("b", 30, 3_000)));
        replace(
                StoreCollection.SERVER_WINDOWS,
                ServerWindowDocument.class,
                List.of(
                        new ServerWindowDocument(
                                "s",
                                "orders-1",
                                "shop",
                                DIGEST_ID,
                                "d",
                                "query",
                                now.minusSeconds(5),
                                2,
                                40,
                                1,
                                0,
                                60_000,
                                100,
                                0,
                                40,
                                400,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                null)));
        replace(
                StoreCollection.SLOW_QUERIES,
                SlowQueryDocument.class,
                List.of(
                        new SlowQueryDocument(
                                SLOW_ID,
                                "orders-1",
                                "shop",
                                4711,
                                "app",
                                "10.0.0.5",
                                3.25,
                                "SELECT * FROM orders WHERE note = '<b>x</b>'",
                                false,
                                now.minusSeconds(8),
                                now.minusSeconds(5),
                                DIGEST_ID,
                                42,
                                7,
                                100_000,
                                1,
                                true,
                                null)));
        replace(
                StoreCollection.PLANS,
                PlanDocument.class,
                List.of(
                        new PlanDocument(
                                SLOW_ID,
                                SLOW_ID,
                                "orders-1",
                                "shop",
                                4711,
                                "app",
                                3.25,
                                "SELECT * FROM orders WHERE note = '<b>x</b>'",
                                DIGEST_ID,
                                "planned",
                                new PlanDocument.ExplainResult(
                                        JSON_PLAN, "-> Table scan on orders", null),
                                now.minusSeconds(4),
                                new PlanDocument.Analysis(
                                        "text",
                                        null,
                                        "00112233445566778899aabbccddeeff",
                                        100_000,
                                        List.of(
                                                new PlanDocument.Finding(
                                                        "full_scan",
                                                        "orders",
                                                        "100000 rows are read of orders",
                                                        "An index on note."))))));
        fillAlerts();
        replace(
                StoreCollection.ROW_CHANGE_WINDOWS,
                RowChangeWindowDocument.class,
                List.of(
                        rows("r1", "orders", now.minusSeconds(20)),
                        rows("r2", "items", now.minusSeconds(20)),
                        rows("r3", "orders", now.minusSeconds(10))));
    }

    private void fillAlerts() {
        replace(
                StoreCollection.PLAN_CHANGES,
                PlanChangeDocument.class,
                List.of(
                        new PlanChangeDocument(
                                "c",
                                "orders-1",
                                "shop",
                                DIGEST_ID,
                                now.minusSeconds(60),
                                planOf("-> Index lookup on orders"),
                                planOf("-> Table scan on orders"),
                                false)));
        replace(
                StoreCollection.ALERTS,
                AlertDocument.class,
                List.of(
                        new AlertDocument(
                                "plans:orders-1:" + DIGEST_ID,
                                "plans",
                                "plan_changed",
                                "warning",
                                "orders-1",
                                DIGEST_ID,
                                "firing",
                                now.minusSeconds(50),
                                now.minusSeconds(50),
                                now.minusSeconds(50),
                                null,
                                null,
                                "The plan of a family changed on orders-1.",
                                Map.of("shape", "00112233"),
                                List.of(),
                                null,
                                List.of(new AlertDocument.Firing(now.minusSeconds(50), null)),
                                1,
                                1)));
        replace(
                StoreCollection.INSTANCE_STATES,
                Document.class,
                List.of(
                        new Document("_id", "orders-1")
                                .append("state", "watched")
                                .append("since", now.minusSeconds(3_600))
                                .append("version", "8.0.40")
                                .append(
                                        "limits",
                                        List.of(
                                                new Document("task", "digests")
                                                        .append("error", "SELECT denied")
                                                        .append(
                                                                "remedy",
                                                                "GRANT SELECT ON performance_schema.* TO spyhop")))));
    }

    private PlanChangeDocument.Plan planOf(String tree) {
        return new PlanChangeDocument.Plan(SLOW_ID, "shape", null, tree, now);
    }

    private <T> void replace(StoreCollection collection, Class<T> type, List<T> documents) {
        store.collection(collection, type).deleteMany(new Document());
        store.collection(collection, type).insertMany(documents);
    }

    private WireWindowDocument wire(String id, int count, long latencyMicros) {
        LatencySketch sketch = new LatencySketch();
        for (int i = 0; i < count; i++) {
            sketch.add(latencyMicros);
        }
        return new WireWindowDocument(
                id,
                "probe",
                "10.0.0.9:3306",
                "shop",
                "app",
                false,
                "10.0.0.5",
                DIGEST_ID,
                now.minusSeconds(10),
                10,
                count,
                1,
                0,
                0,
                count,
                0,
                0,
                count * latencyMicros,
                latencyMicros,
                latencyMicros,
                new Binary(sketch.toBytes()),
                0,
                0,
                0,
                0,
                0,
                Map.of(),
                now,
                now,
                id.equals("b") ? sample(latencyMicros) : null,
                List.of());
    }

    private WireSampleDocument sample(long latencyMicros) {
        return new WireSampleDocument(
                "SELECT * FROM `orders` WHERE `id` = 7",
                null,
                false,
                false,
                now.minusSeconds(7),
                "10.0.0.5:50123",
                latencyMicros,
                latencyMicros / 2,
                1,
                0,
                0,
                0,
                null,
                null,
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    }

    private static RowChangeWindowDocument rows(String id, String table, Instant start) {
        return new RowChangeWindowDocument(id, "orders-1", "shop", table, start, 10, 50, 30, 20);
    }
}
