package io.github.spyhop.query.read;

import static com.mongodb.client.model.Accumulators.push;
import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.project;
import static com.mongodb.client.model.Aggregates.sort;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.model.store.WireSampleDocument;
import io.github.spyhop.model.store.WireWindowDocument;
import io.github.spyhop.model.window.LatencySketch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** One statement family over time, on the wire and inside the servers. */
@ApplicationScoped
public class DigestHistory {

    private static final int WINDOWS_WITH_SAMPLES_MAX = 500;

    private final Store store;

    DigestHistory(Store store) {
        this.store = store;
    }

    /** The family within one bucket; what a source did not see is absent. */
    public record Bucket(
            Instant start, int seconds, @Nullable Wire wire, @Nullable Server server) {}

    /** A bucket of the wire. */
    public record Wire(long count, long errors, long latencyMicrosSum, LatencySketch latency) {}

    /** A bucket of performance_schema. */
    public record Server(
            long count,
            long errors,
            long latencyMicrosSum,
            long lockMicrosSum,
            long rowsExamined,
            long rowsSent,
            long rowsAffected,
            long noIndexCount,
            long tmpDiskTables) {}

    /** A statement as the wire showed it. */
    public record Sample(
            String server, @Nullable String schema, @Nullable String user, WireSampleDocument it) {}

    /** The buckets in which any source saw the family, the oldest first. */
    public List<Bucket> series(String digestId, Scope scope) {
        int seconds = Buckets.secondsOf(scope.range());
        TreeMap<Instant, Bucket> buckets = new TreeMap<>();
        for (Document row : wireRows(digestId, scope, seconds)) {
            Instant start = row.getDate("_id").toInstant();
            buckets.put(start, new Bucket(start, seconds, wireOf(row), null));
        }
        for (Document row : serverRows(digestId, scope, seconds)) {
            Instant start = row.getDate("_id").toInstant();
            Bucket known = buckets.get(start);
            buckets.put(
                    start,
                    new Bucket(start, seconds, known == null ? null : known.wire(), serverOf(row)));
        }
        return List.copyOf(buckets.values());
    }

    /** Statements of the family that the wire showed, the slowest first. */
    public List<Sample> samples(String digestId, Scope scope, int limit) {
        List<Sample> samples = new ArrayList<>();
        for (WireWindowDocument window :
                store.collection(StoreCollection.WIRE_WINDOWS, WireWindowDocument.class)
                        .find(ofFamily(digestId, scope.onWire()))
                        .sort(Sorts.descending("window_start"))
                        .limit(WINDOWS_WITH_SAMPLES_MAX)) {
            List<WireSampleDocument> shown = new ArrayList<>(window.slowSamples());
            if (window.sample() != null) {
                shown.add(window.sample());
            }
            shown.forEach(sample ->
                    samples.add(
                            new Sample(window.server(), window.schema(), window.user(), sample)));
        }
        return samples.stream()
                .sorted(
                        Comparator.comparingLong((Sample sample) -> sample.it().latencyMicros())
                                .reversed())
                .limit(limit)
                .toList();
    }

    private Iterable<Document> wireRows(String digestId, Scope scope, int seconds) {
        return store.collection(StoreCollection.WIRE_WINDOWS, Document.class)
                .aggregate(
                        List.of(
                                match(ofFamily(digestId, scope.onWire())),
                                project(
                                        include(
                                                "window_start",
                                                "count",
                                                "errors",
                                                "latency_micros_sum",
                                                "latency_sketch")),
                                group(
                                        Buckets.startOf(seconds),
                                        sum("count", "$count"),
                                        sum("errors", "$errors"),
                                        sum("micros", "$latency_micros_sum"),
                                        push("sketches", "$latency_sketch")),
                                sort(Sorts.ascending("_id"))));
    }

    private Iterable<Document> serverRows(String digestId, Scope scope, int seconds) {
        return store.collection(StoreCollection.SERVER_WINDOWS, Document.class)
                .aggregate(
                        List.of(
                                match(
                                        Filters.and(
                                                ofFamily(digestId, scope.inServers()),
                                                DigestWindows.EXECUTIONS)),
                                group(
                                        Buckets.startOf(seconds),
                                        sum("count", "$count"),
                                        sum("errors", "$errors"),
                                        sum("micros", "$latency_micros_sum"),
                                        sum("lock", "$lock_micros_sum"),
                                        sum("examined", "$rows_examined"),
                                        sum("sent", "$rows_sent"),
                                        sum("affected", "$rows_affected"),
                                        sum("no_index", "$no_index_count"),
                                        sum("tmp_disk", "$tmp_disk_tables"))));
    }

    private static Bson ofFamily(String digestId, Bson scope) {
        return Filters.and(Filters.eq("digest_id", digestId), scope);
    }

    private static Wire wireOf(Document row) {
        return new Wire(
                Fields.longOf(row, "count"),
                Fields.longOf(row, "errors"),
                Fields.longOf(row, "micros"),
                DigestWindows.merged(row.getList("sketches", Binary.class)));
    }

    private static Server serverOf(Document row) {
        return new Server(
                Fields.longOf(row, "count"),
                Fields.longOf(row, "errors"),
                Fields.longOf(row, "micros"),
                Fields.longOf(row, "lock"),
                Fields.longOf(row, "examined"),
                Fields.longOf(row, "sent"),
                Fields.longOf(row, "affected"),
                Fields.longOf(row, "no_index"),
                Fields.longOf(row, "tmp_disk"));
    }
}
