package io.github.spyhop.bench.query;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What the same answers take as most tools of this kind make them: when they are asked for, by an
 * aggregation over the slow statements themselves, which have an index on their time.
 */
final class RawWay {

    private static final String DAYS_30 = "now-30d";
    private static final double P99 = 0.99;

    private final MongoCollection<Document> slow;

    RawWay(Store store) {
        this.slow = store.collection(StoreCollection.SLOW_QUERIES, Document.class);
    }

    /** How long each took, for one user who is alone, by the name of the kind of request. */
    Map<String, Duration> measure() {
        return Map.of(
                "slow statements, page (" + DAYS_30 + ")",
                timed(() -> {
                    long total = slow.countDocuments(ofDays(30));
                    List<Document> page =
                            slow.find(ofDays(30))
                                    .sort(new Document("start", -1))
                                    .limit(20)
                                    .into(new ArrayList<>());
                    return total + page.size();
                }),
                "slow statements by user (" + DAYS_30 + ")",
                timed(() ->
                        aggregate(
                                30,
                                group(
                                        new Document("instance", "$instance")
                                                .append("db", "$db")
                                                .append("user", "$user")))),
                "families, top 50 (" + DAYS_30 + ")",
                timed(() ->
                        aggregate(
                                30,
                                group("$digest_id"),
                                new Document("$sort", new Document("total", -1)),
                                new Document("$limit", 50))),
                "a family's series (" + DAYS_30 + ")",
                timed(() ->
                        aggregate(
                                30,
                                group(
                                        new Document(
                                                "$dateTrunc",
                                                new Document("date", "$start")
                                                        .append("unit", "hour")
                                                        .append("binSize", 6))))),
                "percentiles of the fleet, 30 days",
                timed(() -> {
                    long total = slow.countDocuments(ofDays(30));
                    return aggregate(
                            30,
                            new Document("$project", new Document("time", 1)),
                            new Document("$sort", new Document("time", 1)),
                            new Document("$skip", Math.round(P99 * total)),
                            new Document("$limit", 1));
                }));
    }

    private long aggregate(int days, Bson... stages) {
        List<Bson> pipeline = new ArrayList<>();
        pipeline.add(new Document("$match", ofDays(days).toBsonDocument()));
        pipeline.addAll(List.of(stages));
        return slow.aggregate(pipeline).allowDiskUse(true).into(new ArrayList<>()).size();
    }

    private static Document group(Object key) {
        return new Document(
                "$group",
                new Document("_id", key)
                        .append("count", new Document("$sum", 1))
                        .append("max", new Document("$max", "$time"))
                        .append("total", new Document("$sum", "$time"))
                        .append("avg", new Document("$avg", "$time")));
    }

    private static Bson ofDays(int days) {
        return Filters.gte("start", Date.from(Instant.now().minus(Duration.ofDays(days))));
    }

    /** Something that is done for the time that it takes. */
    @FunctionalInterface
    private interface Work {
        long done();
    }

    private static Duration timed(Work work) {
        Instant begun = Instant.now();
        if (work.done() == 0) {
            throw new IllegalStateException("there is nothing to aggregate");
        }
        return Duration.between(begun, Instant.now());
    }
}
