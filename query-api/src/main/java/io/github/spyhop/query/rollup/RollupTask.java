package io.github.spyhop.query.rollup;

import com.mongodb.MongoException;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.query.read.RollupLevel;
import io.github.spyhop.query.read.RollupMarks;
import io.github.spyhop.query.read.TimeRange;
import io.github.spyhop.query.read.WindowSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bson.Document;
import org.jboss.logging.Logger;

/**
 * Rolls up what has arrived: the minutes that have passed, those that got windows late, and the
 * hours and days that these are in. Progress is kept last, so that what a killed replica had not
 * finished is done again.
 */
@ApplicationScoped
class RollupTask {

    private static final Logger LOGGER = Logger.getLogger(RollupTask.class);

    /** What is done again where it is not known what arrived. */
    private static final Duration DONE_AGAIN = Duration.ofHours(6);

    private final RollupConfig config;
    private final Store store;
    private final RollupState state;
    private final Arrivals arrivals;
    private final RollupWriter writer;
    private final Clock clock = Clock.systemUTC();

    RollupTask(
            RollupConfig config,
            Store store,
            RollupState state,
            Arrivals arrivals,
            RollupWriter writer) {
        this.config = config;
        this.store = store;
        this.state = state;
        this.arrivals = arrivals;
        this.writer = writer;
    }

    @Scheduled(
            every = "${spyhop.rollup.every:10s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void turn() {
        if (!config.enabled()) {
            return;
        }
        try {
            roll(clock.instant());
        } catch (MongoException storeAway) {
            LOGGER.warnf("Nothing is rolled up now: %s", storeAway.getMessage());
        }
    }

    /** One turn at a time; does nothing while another replica does it. */
    void roll(Instant now) {
        state.take(now).ifPresent(progress -> roll(now, progress));
    }

    private void roll(Instant now, RollupState.Progress progress) {
        Arrivals.Seen seen = arrivals.since(progress.arrivals());
        Instant since =
                progress.marks().until().isEmpty() ? firstMinute(now) : progress.marks().since();
        RollupMarks before =
                new RollupMarks(since, progress.marks().until(), progress.marks().anew());
        Instant from = untilOf(before, RollupLevel.MINUTE);
        Instant to = minuteUntil(now, from);
        Map<RollupLevel, Instant> until = new EnumMap<>(RollupLevel.class);
        for (RollupLevel level : RollupLevel.values()) {
            Instant end = level.floor(to);
            Instant start = untilOf(before, level);
            until.put(level, end.isAfter(start) ? end : start);
        }
        boolean anew = false;
        for (WindowSource source : WindowSource.values()) {
            NavigableSet<Instant> minutes = seen.minutes().getOrDefault(source, new TreeSet<>());
            if (seen.lost()) {
                minutes.addAll(
                        writer.minutesWithWindows(
                                source, new TimeRange(later(since, from.minus(DONE_AGAIN)), from)));
            }
            anew |= roll(source, before, until, minutes);
        }
        state.save(
                new RollupState.Progress(
                        new RollupMarks(since, until, before.anew()),
                        seen.resume().or(progress::arrivals)),
                anew);
    }

    /**
     * Each level from where it ended to where it ends now, and before that what has changed.
     *
     * @return whether there was any of the latter
     */
    private boolean roll(
            WindowSource source,
            RollupMarks before,
            Map<RollupLevel, Instant> until,
            NavigableSet<Instant> changed) {
        boolean anew = false;
        for (RollupLevel level : RollupLevel.values()) {
            Instant ended = untilOf(before, level);
            NavigableSet<Instant> todo = new TreeSet<>();
            changed.stream()
                    .map(level::floor)
                    .filter(start -> start.isBefore(ended))
                    .filter(start -> !start.isBefore(level.floor(before.since())))
                    .forEach(todo::add);
            anew |= !todo.isEmpty();
            Instant end = until.getOrDefault(level, ended);
            todo.addAll(
                    level == RollupLevel.MINUTE
                            ? writer.minutesWithWindows(source, new TimeRange(ended, end))
                            : starts(level, ended, end));
            for (Instant start : todo) {
                if (level == RollupLevel.MINUTE) {
                    writer.minute(source, start);
                } else {
                    writer.longer(source, level, start);
                }
            }
        }
        return anew;
    }

    private Instant minuteUntil(Instant now, Instant from) {
        Instant end = RollupLevel.MINUTE.floor(now.minus(config.delay()));
        Instant atMost =
                from.plus(RollupLevel.MINUTE.length().multipliedBy(config.minutesPerTurnMax()));
        Instant until = end.isBefore(atMost) ? end : atMost;
        return until.isBefore(from) ? from : until;
    }

    /** The first minute of any window that is there, but not too long ago. */
    private Instant firstMinute(Instant now) {
        Instant earliest = now.minus(config.backfill());
        Instant first =
                Stream.of(WindowSource.values())
                        .map(source ->
                                store.collection(source.coverage(), Document.class)
                                        .find()
                                        .sort(Sorts.ascending("window_start"))
                                        .first())
                        .filter(coverage -> coverage != null)
                        .map(coverage -> coverage.getDate("window_start").toInstant())
                        .min(Instant::compareTo)
                        .orElse(now);
        return RollupLevel.MINUTE.floor(later(first, earliest));
    }

    /** Where a level ended; before the first time, where its first stretch begins. */
    private static Instant untilOf(RollupMarks marks, RollupLevel level) {
        return marks.until().getOrDefault(level, level.floor(marks.since()));
    }

    private static NavigableSet<Instant> starts(RollupLevel level, Instant from, Instant to) {
        NavigableSet<Instant> starts = new TreeSet<>();
        for (Instant start = level.floor(from);
                start.isBefore(to);
                start = start.plus(level.length())) {
            starts.add(start);
        }
        return starts;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
