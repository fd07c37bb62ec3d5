package io.github.spyhop.query.read;

import static com.mongodb.client.model.Accumulators.max;
import static com.mongodb.client.model.Accumulators.push;
import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.limit;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.sort;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.DigestDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.model.window.LatencySketch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/** The statement families of a stretch of time, as the wire and as the servers counted them. */
@ApplicationScoped
public class DigestWindows {

    /** Not the preparing of statements, which the wire does not count as calls either. */
    static final Bson EXECUTIONS = Filters.nin("command", "prepare", "deallocate");

    private final Store store;

    DigestWindows(Store store) {
        this.store = store;
    }

    /** A family on the wire, over every server, schema, user and client. */
    public record WireTotals(
            long count,
            long errors,
            long latencyMicrosSum,
            long latencyMicrosMax,
            LatencySketch latency) {}

    /** A family inside the servers. */
    public record ServerTotals(
            long count, long errors, long latencyMicrosSum, long rowsExamined, long rowsSent) {}

    /** The families with the most time on the wire, by digest id, the longest first. */
    public Map<String, WireTotals> topOfWire(Scope scope, int limit) {
        Map<String, WireTotals> totals = new LinkedHashMap<>();
        store.collection(StoreCollection.WIRE_WINDOWS, Document.class)
                .aggregate(
                        List.of(
                                match(scope.onWire()),
                                group(
                                        "$digest_id",
                                        sum("count", "$count"),
                                        sum("errors", "$errors"),
                                        sum("micros", "$latency_micros_sum"),
                                        max("max", "$latency_micros_max"),
                                        push("sketches", "$latency_sketch")),
                                sort(Sorts.descending("micros")),
                                limit(limit)))
                .forEach(row ->
                        totals.put(
                                row.getString("_id"),
                                new WireTotals(
                                        longOf(row, "count"),
                                        longOf(row, "errors"),
                                        longOf(row, "micros"),
                                        longOf(row, "max"),
                                        merged(row.getList("sketches", Binary.class)))));
        return totals;
    }

    /** The families with the most time inside the servers, by digest id, the longest first. */
    public Map<String, ServerTotals> topOfServers(Scope scope, int limit) {
        Map<String, ServerTotals> totals = new LinkedHashMap<>();
        store.collection(StoreCollection.SERVER_WINDOWS, Document.class)
                .aggregate(
                        List.of(
                                match(Filters.and(scope.inServers(), EXECUTIONS)),
                                group(
                                        "$digest_id",
                                        sum("count", "$count"),
                                        sum("errors", "$errors"),
                                        sum("micros", "$latency_micros_sum"),
                                        sum("examined", "$rows_examined"),
                                        sum("sent", "$rows_sent")),
                                sort(Sorts.descending("micros")),
                                limit(limit)))
                .forEach(row ->
                        totals.put(
                                row.getString("_id"),
                                new ServerTotals(
                                        longOf(row, "count"),
                                        longOf(row, "errors"),
                                        longOf(row, "micros"),
                                        longOf(row, "examined"),
                                        longOf(row, "sent"))));
        return totals;
    }

    /** The families of these ids, as far as they are known. */
    public Map<String, DigestDocument> families(Collection<String> digestIds) {
        Map<String, DigestDocument> families = new HashMap<>();
        for (DigestDocument digest :
                store.collection(StoreCollection.DIGESTS, DigestDocument.class)
                        .find(Filters.in("_id", digestIds))) {
            families.put(digest.id(), digest);
        }
        return families;
    }

    static LatencySketch merged(List<Binary> stored) {
        LatencySketch all = new LatencySketch();
        stored.forEach(sketch -> all.merge(LatencySketch.ofBytes(sketch.getData())));
        return all;
    }

    private static long longOf(Document row, String field) {
        return row.get(field, Number.class).longValue();
    }
}
