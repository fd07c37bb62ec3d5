package io.github.spyhop.query.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.query.read.ScheduledEvents;
import io.github.spyhop.query.read.ServerHistory;
import io.github.spyhop.query.read.SlowQueryStatistics;
import io.github.spyhop.query.response.LoadPoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server or the fleet did in a period, and how that differs from another one.
 *
 * @param generatedAt when it was made
 * @param period what it is of
 * @param before what it is compared with, if anything
 * @param instances the registered instances that it is of
 * @param advice what to look at first, the gravest first
 * @param profile the whole load, each figure a second
 * @param load the load over time by statement family
 * @param rankings the families with the most time, calls, rows examined and errors
 * @param planChanges families whose plans became other ones
 * @param slowStatements slow statements by instance, schema and user
 * @param locks how much was waited for locks
 * @param storage how the instances grew
 * @param events the runs of EVENTs
 * @param happenings failovers, restarts and the like
 * @param alerts what the rules found
 * @param cut the lists that have more than is listed, by their names in JSON
 * @param waits what the servers waited for the most
 * @param parameterChanges the system variables that were set otherwise; not among the happenings
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Report(
        Instant generatedAt,
        Period period,
        @Nullable Period before,
        List<String> instances,
        List<Advice> advice,
        List<Figure> profile,
        List<LoadPoint> load,
        List<Ranking> rankings,
        List<PlanChange> planChanges,
        List<SlowQueryStatistics.Group> slowStatements,
        LockSummary locks,
        List<WaitSummary> waits,
        List<Growth> storage,
        List<ScheduledEvents.Sum> events,
        List<ServerHistory.Happening> parameterChanges,
        List<ServerHistory.Happening> happenings,
        List<AlertSummary> alerts,
        List<String> cut) {

    public Report {
        instances = List.copyOf(instances);
        advice = List.copyOf(advice);
        profile = List.copyOf(profile);
        load = List.copyOf(load);
        rankings = List.copyOf(rankings);
        planChanges = List.copyOf(planChanges);
        slowStatements = List.copyOf(slowStatements);
        waits = List.copyOf(waits);
        storage = List.copyOf(storage);
        events = List.copyOf(events);
        parameterChanges = List.copyOf(parameterChanges);
        happenings = List.copyOf(happenings);
        alerts = List.copyOf(alerts);
        cut = List.copyOf(cut);
    }

    /**
     * A stretch of time, {@code to} excluded.
     *
     * @param from its start
     * @param to its end, excluded
     */
    public record Period(Instant from, Instant to) {}

    /** How much more a value is than before, in percent; null where that was 0. */
    static @Nullable Double changePercent(double value, double before) {
        return before == 0 ? null : 100 * (value / before - 1);
    }

    /**
     * A figure of the whole load.
     *
     * @param name what it counts
     * @param unit what it is counted in
     * @param value in this period
     * @param before the same of the other period; absent without one
     * @param changePercent how much more it is than before, in percent; absent, too, where the
     *     other was 0
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Figure(
            String name,
            String unit,
            double value,
            @Nullable Double before,
            @Nullable Double changePercent) {

        static Figure of(String name, String unit, double value, @Nullable Double before) {
            return new Figure(
                    name,
                    unit,
                    value,
                    before,
                    before == null ? null : Report.changePercent(value, before));
        }
    }

    /**
     * The families that are the first by something: time, calls, rows_examined or errors.
     *
     * @param by {@code time}, {@code calls}, {@code rows_examined} or {@code errors}
     * @param families the first of them
     */
    public record Ranking(String by, List<RankedFamily> families) {

        public Ranking {
            families = List.copyOf(families);
        }
    }

    /**
     * A family's plan became another one.
     *
     * @param time when the new plan was seen
     * @param seenBefore whether the family had that plan at an earlier time already
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record PlanChange(
            Instant time,
            String instance,
            String digestId,
            String digestText,
            boolean seenBefore) {}

    /**
     * How much was waited for locks: the most waits and open transactions at one moment.
     *
     * @param waitsMax sessions that waited at once
     * @param transactionsMax long transactions that were open at once
     * @param deadlocks deadlocks that InnoDB reported
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record LockSummary(long waitsMax, long transactionsMax, long deadlocks) {}

    /**
     * How an instance's data and indexes grew, between the first and the last measurement.
     *
     * @param bytesFirst bytes at the first measurement
     * @param bytesLast bytes at the last one
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Growth(String instance, long bytesFirst, long bytesLast) {

        public long bytesGrown() {
            return bytesLast - bytesFirst;
        }
    }
}
