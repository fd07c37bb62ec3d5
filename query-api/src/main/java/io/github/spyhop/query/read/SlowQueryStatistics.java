package io.github.spyhop.query.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final Duration SETTLED_KEPT = Duration.ofHours(1);

    private static final Duration RECENT_KEPT = Duration.ofSeconds(30);

    private final SlowQuerySums sums;
    private final SlowQueryDays keptDays;
    private final Clock clock = Clock.systemUTC();
    private final Cache<TimeRange, Map<SlowQuerySums.Key, SlowQuerySums.Sum>> settled =
            remembered(SETTLED_KEPT);
    private final Cache<TimeRange, Map<SlowQuerySums.Key, SlowQuerySums.Sum>> recent =
            remembered(RECENT_KEPT);

    SlowQueryStatistics(SlowQuerySums sums, SlowQueryDays keptDays) {
        this.sums = sums;
        this.keptDays = keptDays;
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

    /** The groups of a stretch of time, the one with the most time first. */
    public List<Group> of(TimeRange range) {
        Map<SlowQuerySums.Key, SlowQuerySums.Sum> all = new HashMap<>();
        Instant now = clock.instant();
        Instant settledUntil = now.minus(DAY);
        for (Instant start = range.from(); start.isBefore(range.to()); ) {
            TimeRange day = new TimeRange(start, start.plus(DAY));
            TimeRange hour = new TimeRange(start, start.plus(HOUR));
            Instant end;
            if (isWhole(day, range) && !day.to().isAfter(settledUntil)) {
                settled.get(day, keptDays::of)
                        .forEach((key, sum) -> all.merge(key, sum, SlowQuerySums.Sum::plus));
                end = day.to();
            } else if (isWhole(hour, range) && !hour.to().isAfter(now)) {
                Cache<TimeRange, Map<SlowQuerySums.Key, SlowQuerySums.Sum>> hours =
                        hour.to().isAfter(settledUntil) ? recent : settled;
                hours.get(hour, sums::of)
                        .forEach((key, sum) -> all.merge(key, sum, SlowQuerySums.Sum::plus));
                end = hour.to();
            } else {
                end = earlier(nextHour(start), range.to());
                sums.of(new TimeRange(start, end))
                        .forEach((key, sum) -> all.merge(key, sum, SlowQuerySums.Sum::plus));
            }
            start = end;
        }
        return all.entrySet().stream()
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

    private static Cache<TimeRange, Map<SlowQuerySums.Key, SlowQuerySums.Sum>> remembered(
            Duration time) {
        return Caffeine.newBuilder()
                .expireAfterWrite(time)
                .maximumWeight(REMEMBERED_MAX / 2)
                .weigher((TimeRange range, Map<SlowQuerySums.Key, SlowQuerySums.Sum> sums) ->
                        1 + sums.size())
                .build();
    }

    private static Group groupOf(SlowQuerySums.Key key, SlowQuerySums.Sum sum) {
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
