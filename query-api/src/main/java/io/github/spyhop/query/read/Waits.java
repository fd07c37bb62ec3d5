package io.github.spyhop.query.read;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.project;
import static com.mongodb.client.model.Aggregates.unwind;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.mongodb.client.AggregateIterable;
import com.mongodb.client.model.Filters;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.model.store.WaitFields;
import io.github.spyhop.model.store.WaitLevel;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What servers waited for, by MySQL's names of instruments (<a
 * href="https://dev.mysql.com/doc/refman/8.4/en/performance-schema-wait-summary-tables.html">wait
 * event summary tables</a>). Whole days and hours are read as such, and what is left by the collector's
 * looks.
 */
@ApplicationScoped
public class Waits {

    private static final int LOOK_SECONDS = 60;
    private static final int HOUR_SECONDS = 3_600;
    private static final int DAY_SECONDS = 86_400;
    private static final double MICROS_PER_SECOND = 1e6;

    /** From this length on, the looks at all servers are too many. */
    private static final Duration FLEET_BY_HOURS = Duration.ofHours(6);

    private final Store store;

    Waits(Store store) {
        this.store = store;
    }

    /** How often an event was waited for, and for how long altogether. */
    public record Total(String event, long count, long waitMicrosSum) {}

    /**
     * An event within a bucket.
     *
     * @param time when the bucket begins
     * @param seconds how long it is
     * @param event MySQL's name of the instrument; {@code other} for all that are not drawn
     * @param waitSecondsPerSecond how many threads waited for it at once, on average
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "WaitPoint")
    public record Point(Instant time, int seconds, String event, double waitSecondsPerSecond) {}

    /** The events of a stretch of time, those with the most time first. */
    public List<Total> totals(TimeRange range, Optional<String> instance) {
        return eventsOf(parts(range, instance, WaitLevel.DAY), "$event.k")
                .map(row ->
                        new Total(
                                WaitFields.shown(row.getString("_id")),
                                Fields.longOf(row, "count"),
                                Fields.longOf(row, "micros")))
                .into(new ArrayList<>())
                .stream()
                .sorted(
                        Comparator.comparingLong(Total::waitMicrosSum)
                                .reversed()
                                .thenComparing(Total::event))
                .toList();
    }

    /** The events with the most time, and all others together, over time, the oldest first. */
    public List<Point> series(TimeRange range, Optional<String> instance, int eventsMax) {
        int seconds = Math.max(LOOK_SECONDS, Buckets.secondsOf(range));
        if (instance.isEmpty() && range.length().compareTo(FLEET_BY_HOURS) > 0) {
            seconds = Math.max(HOUR_SECONDS, seconds);
        }
        List<Part> parts = parts(range, instance, coarsestWithin(seconds));
        Document key =
                new Document("time", Buckets.startOf("timestamp", seconds))
                        .append("event", "$event.k");
        Map<String, Long> micros = new HashMap<>();
        Map<Key, Long> buckets = new HashMap<>();
        for (Document row : eventsOf(parts, key)) {
            Document id = row.get("_id", Document.class);
            String event = WaitFields.shown(id.getString("event"));
            long time = Fields.longOf(row, "micros");
            micros.merge(event, time, Long::sum);
            buckets.put(new Key(id.getDate("time").toInstant(), event), time);
        }
        return points(buckets, costliest(micros, eventsMax), seconds);
    }

    private record Key(Instant time, String event) {}

    private static Set<String> costliest(Map<String, Long> micros, int eventsMax) {
        Set<String> events = new HashSet<>();
        micros.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(eventsMax)
                .forEach(entry -> events.add(entry.getKey()));
        return events;
    }

    private static List<Point> points(Map<Key, Long> buckets, Set<String> shown, int seconds) {
        Map<Key, Long> sums = new HashMap<>();
        buckets.forEach((key, time) -> {
            String event = shown.contains(key.event()) ? key.event() : WaitFields.OTHER;
            sums.merge(new Key(key.time(), event), time, Long::sum);
        });
        return sums.entrySet().stream()
                .map(entry ->
                        new Point(
                                entry.getKey().time(),
                                seconds,
                                entry.getKey().event(),
                                entry.getValue() / MICROS_PER_SECOND / seconds))
                .sorted(Comparator.comparing(Point::time).thenComparing(Point::event))
                .toList();
    }

    private static WaitLevel coarsestWithin(int seconds) {
        if (seconds >= DAY_SECONDS) {
            return WaitLevel.DAY;
        }
        return seconds >= HOUR_SECONDS ? WaitLevel.HOUR : WaitLevel.LOOK;
    }

    /** Documents of one level within a part of the time. */
    private record Part(WaitLevel level, TimeRange range, Optional<String> instance) {

        Bson filter() {
            Bson asked =
                    Filters.and(
                            Filters.eq(WaitFields.LEVEL, level.stored()), range.on("timestamp"));
            return instance.map(name -> Filters.and(Filters.eq("instance", name), asked))
                    .orElse(asked);
        }
    }

    /** The time by what is whole of a level, and its edges by the finer ones. */
    private static List<Part> parts(
            TimeRange range, Optional<String> instance, WaitLevel coarsest) {
        if (coarsest == WaitLevel.LOOK) {
            return List.of(new Part(WaitLevel.LOOK, range, instance));
        }
        WaitLevel finer = WaitLevel.values()[coarsest.ordinal() - 1];
        Instant first = coarsest.startAtOrAfter(range.from());
        Instant last = coarsest.startOf(range.to());
        if (!first.isBefore(last)) {
            return parts(range, instance, finer);
        }
        List<Part> parts = new ArrayList<>();
        parts.addAll(parts(new TimeRange(range.from(), first), instance, finer));
        parts.add(new Part(coarsest, new TimeRange(first, last), instance));
        parts.addAll(parts(new TimeRange(last, range.to()), instance, finer));
        return parts;
    }

    private AggregateIterable<Document> eventsOf(List<Part> parts, Object key) {
        Document event = new Document("$objectToArray", "$" + WaitFields.EVENTS);
        return store.collection(StoreCollection.WAITS, Document.class)
                .aggregate(
                        List.of(
                                match(Filters.or(parts.stream().map(Part::filter).toList())),
                                project(new Document("timestamp", 1).append("event", event)),
                                unwind("$event"),
                                group(
                                        key,
                                        sum("count", "$event.v." + WaitFields.COUNT),
                                        sum("micros", "$event.v." + WaitFields.MICROS))));
    }
}
