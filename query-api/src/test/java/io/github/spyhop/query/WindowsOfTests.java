package io.github.spyhop.query;

import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.model.window.LatencySketch;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;

/** Windows of the wire and of servers, each with the coverage that is written behind them. */
public final class WindowsOfTests {

    private final Store store;
    private int written;

    public WindowsOfTests(Store store) {
        this.store = store;
    }

    public void clear() {
        List.of(
                        StoreCollection.WIRE_WINDOWS,
                        StoreCollection.WIRE_COVERAGE,
                        StoreCollection.SERVER_WINDOWS,
                        StoreCollection.SERVER_COVERAGE,
                        StoreCollection.DIGEST_ROLLUPS,
                        StoreCollection.ROLLUP_STATE)
                .forEach(collection ->
                        store.collection(collection, Document.class).deleteMany(new Document()));
    }

    /** A window of one family with these latencies, on the wire. */
    public void wire(String server, String digestId, Instant start, long... latenciesMicros) {
        Document window = window("server", server, digestId, start, latenciesMicros);
        store.collection(StoreCollection.WIRE_WINDOWS, Document.class)
                .insertOne(window.append("client", "10.0.0.5"));
        cover(StoreCollection.WIRE_COVERAGE, "server", server, start);
    }

    /** The same inside a server. */
    public void inside(String instance, String digestId, Instant start, long... latenciesMicros) {
        Document window = window("instance", instance, digestId, start, latenciesMicros);
        store.collection(StoreCollection.SERVER_WINDOWS, Document.class)
                .insertOne(window.append("command", "query"));
        cover(StoreCollection.SERVER_COVERAGE, "instance", instance, start);
    }

    private Document window(
            String of, String server, String digestId, Instant start, long... latenciesMicros) {
        LatencySketch sketch = new LatencySketch();
        long sum = 0;
        long max = 0;
        for (long latency : latenciesMicros) {
            sketch.add(latency);
            sum += latency;
            max = Math.max(max, latency);
        }
        return new Document("_id", "w" + written++ + start)
                .append(of, server)
                .append("digest_id", digestId)
                .append("window_start", Date.from(start))
                .append("window_seconds", 10)
                .append("count", (long) latenciesMicros.length)
                .append("errors", 1L)
                .append("latency_micros_sum", sum)
                .append("latency_micros_max", max)
                .append("rows_examined", 7L)
                .append("latency_sketch", new Binary(sketch.toBytes()));
    }

    private void cover(StoreCollection coverage, String of, String server, Instant start) {
        store.collection(coverage, Document.class)
                .insertOne(
                        new Document("_id", "c" + written++ + start)
                                .append("probe", "node-1")
                                .append(of, server)
                                .append("window_start", Date.from(start)));
    }
}
