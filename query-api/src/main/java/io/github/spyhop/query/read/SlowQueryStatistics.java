package io.github.spyhop.query.read;

import static com.mongodb.client.model.Accumulators.max;
import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Interner;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * How many slow statements there were, by instance, schema and user. They are added up by whole days
 * and hours, and what has passed is remembered for a while: a statement is written again only while
 * it runs.
 */
@ApplicationScoped
public class SlowQueryStatistics {

    private static final int GROUPS_MAX = 1_000;

    /** Of all stretches together that are remembered, some 100 bytes each. */
    private static final int REMEMBERED_MAX = 400_000;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** A statement that ran for longer is counted with its time of then, until this is over. */
    private static final Duration DAYS_KEPT = Duration.ofHours(1);

    private static final Duration HOURS_KEPT = Duration.ofSeconds(30);

    private final Store store;
    private final Interner<Key> keys = Interner.newWeakInterner();
    private final Clock clock = Clock.systemUTC();
    private final Cache<TimeRange, Map<Key, Sum>> days = remembered(DAYS_KEPT);
    private final Cache<TimeRange, Map<Key, Sum>> hours = remembered(HOURS_KEPT);

    SlowQueryStatistics(Store store) {
        this.store = store;
    }

    /**
     * The slow statements of one user in one schema of one instance; times in seconds.
     *
     * @param count how many there were
     * @param maxTime the longest, in seconds
     * @param totalTime all together, in seconds
     * @param avgTime one on average, in seconds
     */
    public record Group(
            @Nullable String instance,
            @Nullable String db,
            @Nullable String user,
            long count,
            double maxTime,
            double totalTime,
            double avgTime) {}

    private record Key(@Nullable String instance, @Nullable String db, @Nullable String user) {}

    private record Sum(long count, double max, double total) {

        Sum plus(Sum other) {
            return new Sum(count + other.count, Math.max(max, other.max), total + other.total);
        }
    }

    /** The groups of a stretch of time, the one with the most time first. */
    public List<Group> of(TimeRange range) {
        Map<Key, Sum> sums = new HashMap<>();
        Instant now = clock.instant();
        Instant settled = now.minus(DAY);
        for (Instant start = range.from(); start.isBefore(range.to()); ) {
            TimeRange day = new TimeRange(start, start.plus(DAY));
            TimeRange hour = new TimeRange(start, start.plus(HOUR));
            Instant end;
            if (isWhole(day, range) && !day.to().isAfter(settled)) {
                days.get(day, this::read).forEach((key, sum) -> sums.merge(key, sum, Sum::plus));
                end = day.to();
            } else if (isWhole(hour, range) && !hour.to().isAfter(now)) {
                hours.get(hour, this::read).forEach((key, sum) -> sums.merge(key, sum, Sum::plus));
                end = hour.to();
            } else {
                end = earlier(nextHour(start), range.to());
                read(new TimeRange(start, end))
                        .forEach((key, sum) -> sums.merge(key, sum, Sum::plus));
            }
            start = end;
        }
        return sums.entrySet().stream()
                .map(entry -> groupOf(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(Group::totalTime).reversed())
                .limit(GROUPS_MAX)
                .toList();
    }

    /** Whether it begins with a full day or hour, as long as it is, and ends within the other. */
    private static boolean isWhole(TimeRange part, TimeRange range) {
        return part.from().toEpochMilli() % part.length().toMillis() == 0
                && !part.to().isAfter(range.to());
    }

    private static Instant nextHour(Instant time) {
        long seconds = HOUR.toSeconds();
        return Instant.ofEpochSecond((Math.floorDiv(time.getEpochSecond(), seconds) + 1) * seconds);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Map<Key, Sum> read(TimeRange range) {
        Document key =
                new Document("instance", "$instance").append("db", "$db").append("user", "$user");
        Map<Key, Sum> sums = new HashMap<>();
        store.collection(StoreCollection.SLOW_QUERIES, Document.class)
                .aggregate(
                        List.of(
                                match(range.on("start")),
                                group(
                                        key,
                                        sum("count", 1),
                                        max("max", "$time"),
                                        sum("total", "$time"))))
                .forEach(row -> {
                    Document id = row.get("_id", Document.class);
                    sums.put(
                            keys.intern(
                                    new Key(
                                            id.getString("instance"),
                                            id.getString("db"),
                                            id.getString("user"))),
                            new Sum(
                                    Fields.longOf(row, "count"),
                                    Fields.doubleOf(row, "max"),
                                    Fields.doubleOf(row, "total")));
                });
        return sums;
    }

    private static Cache<TimeRange, Map<Key, Sum>> remembered(Duration time) {
        return Caffeine.newBuilder()
                .expireAfterWrite(time)
                .maximumWeight(REMEMBERED_MAX / 2)
                .weigher((TimeRange range, Map<Key, Sum> sums) -> 1 + sums.size())
                .build();
    }

    private static Group groupOf(Key key, Sum sum) {
        return new Group(
                key.instance(),
                key.db(),
                key.user(),
                sum.count(),
                sum.max(),
                sum.total(),
                sum.total() / sum.count());
    }
}
