package io.github.spyhop.query.report;

import static java.util.Objects.requireNonNull;

import io.github.spyhop.query.read.ScheduledEvents;
import io.github.spyhop.query.read.ServerHistory;
import io.github.spyhop.query.read.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Says what of a report to look at first. Each rule gives the figures behind it. */
final class Advisor {

    private static final List<String> GRAVEST_FIRST = List.of("high", "medium", "low");
    private static final int OF_A_RULE_MAX = 5;
    private static final double SLOWER_PERCENT = 50;
    private static final double SHARE_PERCENT_MIN = 2;
    private static final double DOMINANT_PERCENT = 40;
    private static final long EXAMINED_FOR_ONE_SENT = 1_000;
    private static final double ERRORS_PERCENT = 1;
    private static final long GIB = 1L << 30;
    private static final long GROWTH_BYTES_PER_DAY = 10 * GIB;

    private Advisor() {}

    static List<Advice> judge(
            Families families,
            List<Report.PlanChange> planChanges,
            List<ServerHistory.Happening> parameterChanges,
            Report.LockSummary locks,
            List<ScheduledEvents.Sum> events,
            List<Report.Growth> growth,
            TimeRange range) {
        List<RankedFamily> all = families.all();
        List<Advice> found = new ArrayList<>();
        slower(all, found);
        if (!found.isEmpty()) {
            changedParameters(parameterChanges, found);
        }
        dominant(all, found);
        examining(all, found);
        failing(all, found);
        changedPlans(planChanges, found);
        waiting(locks, found);
        troubledEvents(events, found);
        growing(growth, range, found);
        found.sort(Comparator.comparingInt(advice -> GRAVEST_FIRST.indexOf(advice.severity())));
        return found;
    }

    private static void slower(List<RankedFamily> all, List<Advice> found) {
        all.stream()
                .filter(family -> family.sharePercent() >= SHARE_PERCENT_MIN)
                .filter(family -> {
                    Double change = family.meanChangePercent();
                    return change != null && change >= SLOWER_PERCENT;
                })
                .limit(OF_A_RULE_MAX)
                .forEach(family ->
                        found.add(
                                new Advice(
                                        "high",
                                        "A statement family became slower: " + family.digestText(),
                                        String.format(
                                                Locale.ROOT,
                                                "mean latency %+.0f %%, %.1f %% of the time",
                                                requireNonNull(family.meanChangePercent()),
                                                family.sharePercent()),
                                        "Compare its plans and the rows that it examines before and after.")));
    }

    /** Where something became slower, how the server is set may be why. */
    private static void changedParameters(
            List<ServerHistory.Happening> changes, List<Advice> found) {
        if (!changes.isEmpty()) {
            found.add(
                    new Advice(
                            "medium",
                            "Parameters were set otherwise while statements became slower",
                            String.format(
                                    Locale.ROOT,
                                    "%d changes, the latest of %s: %s",
                                    changes.size(),
                                    changes.getFirst().instance(),
                                    changes.getFirst().detail()),
                            "See below when, and whether the statements became slower then."));
        }
    }

    private static void dominant(List<RankedFamily> all, List<Advice> found) {
        all.stream()
                .filter(family -> family.sharePercent() >= DOMINANT_PERCENT)
                .forEach(family ->
                        found.add(
                                new Advice(
                                        "medium",
                                        "One statement family takes most of the time: "
                                                + family.digestText(),
                                        String.format(
                                                Locale.ROOT,
                                                "%.1f %% of the time in %,d calls",
                                                family.sharePercent(),
                                                family.count()),
                                        "What makes it faster or rarer makes everything faster.")));
    }

    private static void examining(List<RankedFamily> all, List<Advice> found) {
        all.stream()
                .filter(family -> family.sharePercent() >= SHARE_PERCENT_MIN)
                .filter(family ->
                        family.rowsExamined() / Math.max(1, family.rowsSent())
                                        >= EXAMINED_FOR_ONE_SENT
                                && family.kind().equals("READ"))
                .limit(OF_A_RULE_MAX)
                .forEach(family ->
                        found.add(
                                new Advice(
                                        "medium",
                                        "A statement family reads far more rows than it returns: "
                                                + family.digestText(),
                                        String.format(
                                                Locale.ROOT,
                                                "%,d rows examined for %,d sent",
                                                family.rowsExamined(),
                                                family.rowsSent()),
                                        "Look at its plan for a full scan; an index may be missing.")));
    }

    private static void failing(List<RankedFamily> all, List<Advice> found) {
        all.stream()
                .filter(family -> 100.0 * family.errors() > ERRORS_PERCENT * family.count())
                .sorted(Comparator.comparingLong(RankedFamily::errors).reversed())
                .limit(OF_A_RULE_MAX)
                .forEach(family ->
                        found.add(
                                new Advice(
                                        "medium",
                                        "A statement family fails: " + family.digestText(),
                                        String.format(
                                                Locale.ROOT,
                                                "%,d of %,d calls ended in an error",
                                                family.errors(),
                                                family.count()),
                                        "Its samples on the wire have the error's number and message.")));
    }

    private static void changedPlans(List<Report.PlanChange> changes, List<Advice> found) {
        long fresh = changes.stream().filter(change -> !change.seenBefore()).count();
        if (fresh > 0) {
            found.add(
                    new Advice(
                            "low",
                            "Statement families got plans that they never had",
                            String.format(
                                    Locale.ROOT,
                                    "%d changes of %d to a plan not seen before",
                                    fresh,
                                    changes.size()),
                            "See below which; the console shows both plans of each."));
        }
    }

    private static void waiting(Report.LockSummary locks, List<Advice> found) {
        if (locks.deadlocks() > 0) {
            found.add(
                    new Advice(
                            "medium",
                            "There were deadlocks",
                            String.format(Locale.ROOT, "%d deadlocks", locks.deadlocks()),
                            "Read InnoDB's report of each; change rows in one order everywhere."));
        }
    }

    private static void troubledEvents(List<ScheduledEvents.Sum> events, List<Advice> found) {
        events.stream()
                .filter(event -> event.failed() + event.missed() + event.overrun() > 0)
                .limit(OF_A_RULE_MAX)
                .forEach(event ->
                        found.add(
                                new Advice(
                                        event.failed() + event.missed() > 0 ? "high" : "low",
                                        "EVENT %s of %s did not run as it should"
                                                .formatted(event.event(), event.instance()),
                                        String.format(
                                                Locale.ROOT,
                                                "%d runs; %d failed, %d missed, %d longer than the interval",
                                                event.runs(),
                                                event.failed(),
                                                event.missed(),
                                                event.overrun()),
                                        "Its history has the server's message for each.")));
    }

    private static void growing(List<Report.Growth> growth, TimeRange range, List<Advice> found) {
        double days = Math.max(1, Duration.between(range.from(), range.to()).toHours() / 24.0);
        growth.stream()
                .filter(each -> each.bytesGrown() / days > GROWTH_BYTES_PER_DAY)
                .sorted(Comparator.comparingLong(Report.Growth::bytesGrown).reversed())
                .limit(OF_A_RULE_MAX)
                .forEach(each ->
                        found.add(
                                new Advice(
                                        "low",
                                        each.instance() + " grows fast",
                                        String.format(
                                                Locale.ROOT,
                                                "%.1f GiB a day",
                                                each.bytesGrown() / days / GIB),
                                        "See which tables grow, and whether old rows can go.")));
    }
}
