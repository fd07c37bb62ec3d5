package io.github.spyhop.query.read;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.sort;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The load over time, by statement family: how many statements ran at once on average. */
@ApplicationScoped
public class Load {

    /** The family of all that is not shown on its own. */
    public static final String OTHERS = "";

    private static final double MICROS_PER_SECOND = 1e6;

    private final Store store;

    Load(Store store) {
        this.store = store;
    }

    /**
     * A family's load within a bucket.
     *
     * @param averageActive latency added up, divided by the bucket's length
     */
    public record Point(Instant start, int seconds, String digestId, double averageActive) {}

    /** The load inside the servers of these families, and of all others together. */
    public List<Point> inServers(Scope scope, Collection<String> digestIds) {
        return points(
                StoreCollection.SERVER_WINDOWS,
                Filters.and(scope.inServers(), DigestWindows.EXECUTIONS),
                scope,
                digestIds);
    }

    /** The load as the wire shows it of these families, and of all others together. */
    public List<Point> onWire(Scope scope, Collection<String> digestIds) {
        return points(StoreCollection.WIRE_WINDOWS, scope.onWire(), scope, digestIds);
    }

    private List<Point> points(
            StoreCollection collection, Bson filter, Scope scope, Collection<String> digestIds) {
        int seconds = Buckets.secondsOf(scope.range());
        Document family =
                new Document(
                        "$cond",
                        List.of(
                                new Document("$in", List.of("$digest_id", List.copyOf(digestIds))),
                                "$digest_id",
                                OTHERS));
        return store.collection(collection, Document.class)
                .aggregate(
                        List.of(
                                match(filter),
                                group(
                                        new Document("start", Buckets.startOf(seconds))
                                                .append("digest_id", family),
                                        sum("micros", "$latency_micros_sum")),
                                sort(Sorts.ascending("_id.start", "_id.digest_id"))))
                .map(row -> pointOf(row, seconds))
                .into(new ArrayList<>());
    }

    private static Point pointOf(Document row, int seconds) {
        Document key = row.get("_id", Document.class);
        return new Point(
                key.getDate("start").toInstant(),
                seconds,
                key.getString("digest_id"),
                Fields.longOf(row, "micros") / MICROS_PER_SECOND / seconds);
    }
}
