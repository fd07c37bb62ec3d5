package io.github.spyhop.query.read;

import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.sort;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BsonField;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The status variables of a server over time. */
@ApplicationScoped
public class StatusSeries {

    private static final Duration NEWEST_WITHIN = Duration.ofHours(1);

    private final Store store;

    StatusSeries(Store store) {
        this.store = store;
    }

    /**
     * A variable within a bucket.
     *
     * @param time the bucket's start
     * @param seconds the bucket's length
     * @param name MySQL's name of the variable
     * @param value its last one in the bucket
     * @param rate its growth a second, on average; absent of a gauge
     */
    @Schema(name = "StatusPoint")
    public record Point(
            Instant time,
            int seconds,
            String name,
            @Nullable Double value,
            @Nullable Double rate) {}

    /**
     * A variable as it was last, and its growth a second.
     *
     * @param name MySQL's name of the variable
     * @param value as it was last
     * @param rate its growth a second; absent of a gauge
     */
    public record Variable(String name, @Nullable Double value, @Nullable Double rate) {}

    /** Variables over time, the oldest first. */
    public List<Point> series(String instance, List<String> names, TimeRange range) {
        int seconds = Buckets.secondsOf(range);
        List<BsonField> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            fields.add(Accumulators.last("v" + i, "$values." + names.get(i)));
            fields.add(Accumulators.avg("r" + i, "$rates." + names.get(i)));
        }
        List<Point> points = new ArrayList<>();
        store.collection(StoreCollection.SERVER_STATUS, Document.class)
                .aggregate(
                        List.of(
                                match(of(instance, range)),
                                sort(Sorts.ascending("timestamp")),
                                Aggregates.group(Buckets.startOf("timestamp", seconds), fields),
                                sort(Sorts.ascending("_id"))))
                .forEach(row -> {
                    for (int i = 0; i < names.size(); i++) {
                        Double value = number(row, "v" + i);
                        if (value != null) {
                            points.add(
                                    new Point(
                                            row.getDate("_id").toInstant(),
                                            seconds,
                                            names.get(i),
                                            value,
                                            number(row, "r" + i)));
                        }
                    }
                });
        return points;
    }

    /** Every variable of the newest reading, by name; none if the last is older than an hour. */
    public List<Variable> newest(String instance, Instant now) {
        Document reading =
                store.collection(StoreCollection.SERVER_STATUS, Document.class)
                        .find(of(instance, new TimeRange(now.minus(NEWEST_WITHIN), now)))
                        .sort(Sorts.descending("timestamp"))
                        .first();
        if (reading == null) {
            return List.of();
        }
        Document rates = reading.get("rates", new Document());
        return reading.get("values", new Document()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry ->
                        new Variable(
                                entry.getKey(),
                                ((Number) entry.getValue()).doubleValue(),
                                number(rates, entry.getKey())))
                .toList();
    }

    private static Bson of(String instance, TimeRange range) {
        return Filters.and(Filters.eq("meta.instance", instance), range.on("timestamp"));
    }

    private static @Nullable Double number(Document document, String field) {
        return document.get(field) instanceof Number number ? number.doubleValue() : null;
    }
}
