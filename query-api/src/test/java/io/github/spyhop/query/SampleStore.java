package io.github.spyhop.query;

import io.github.spyhop.model.store.DigestDocument;
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
final class SampleStore {

    static final String DIGEST_ID = "0123456789abcdef0123456789abcdef";
    static final String DIGEST_TEXT = "SELECT * FROM `orders` WHERE `id` = ?";
    static final String SLOW_ID = "orders-1:uuid:42:7";

    private final Store store;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    SampleStore(Store store) {
        this.store = store;
    }

    void fill() {
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
                                        "{\"query_block\": {}}", "-> Table scan on orders", null),
                                now.minusSeconds(4))));
        replace(
                StoreCollection.ROW_CHANGE_WINDOWS,
                RowChangeWindowDocument.class,
                List.of(
                        rows("r1", "orders", now.minusSeconds(20)),
                        rows("r2", "items", now.minusSeconds(20)),
                        rows("r3", "orders", now.minusSeconds(10))));
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
                null);
    }

    private static RowChangeWindowDocument rows(String id, String table, Instant start) {
        return new RowChangeWindowDocument(id, "orders-1", "shop", table, start, 10, 50, 30, 20);
    }
}
