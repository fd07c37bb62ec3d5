package io.github.spyhop.query.report;

import io.github.spyhop.model.store.DigestDocument;
import io.github.spyhop.model.store.InstanceDocument;
import io.github.spyhop.model.store.PlanChangeDocument;
import io.github.spyhop.query.query.FindTopDigests;
import io.github.spyhop.query.query.ShowLoad;
import io.github.spyhop.query.read.Alerts;
import io.github.spyhop.query.read.DigestWindows;
import io.github.spyhop.query.read.Instances;
import io.github.spyhop.query.read.Locks;
import io.github.spyhop.query.read.ScheduledEvents;
import io.github.spyhop.query.read.Scope;
import io.github.spyhop.query.read.ServerHistory;
import io.github.spyhop.query.read.Slice;
import io.github.spyhop.query.read.SlowQueryStatistics;
import io.github.spyhop.query.read.StorageHistory;
import io.github.spyhop.query.read.TimeRange;
import io.github.spyhop.query.read.Waits;
import io.github.spyhop.query.read.WireAddresses;
import io.github.spyhop.query.response.TopDigest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Gathers the report of a period from what the other services stored. */
@ApplicationScoped
public class MakeReport {

    private static final int FAMILIES_DRAWN = 8;
    private static final int LISTED_MAX = 100;
    private static final Slice LISTED = Slice.first(LISTED_MAX);
    private static final int EVENTS_MAX = 1_000;
    private static final double MICROS_PER_SECOND = 1e6;

    private final FindTopDigests digests;
    private final ShowLoad load;
    private final DigestWindows windows;
    private final Instances instances;
    private final WireAddresses addresses;
    private final Alerts alerts;
    private final SlowQueryStatistics slowQueries;
    private final Locks locks;
    private final Waits waits;
    private final StorageHistory storage;
    private final ScheduledEvents events;
    private final ServerHistory servers;
    private final Clock clock = Clock.systemUTC();

    MakeReport(
            FindTopDigests digests,
            ShowLoad load,
            DigestWindows windows,
            Instances instances,
            WireAddresses addresses,
            Alerts alerts,
            SlowQueryStatistics slowQueries,
            Locks locks,
            Waits waits,
            StorageHistory storage,
            ScheduledEvents events,
            ServerHistory servers) {
        this.digests = digests;
        this.load = load;
        this.windows = windows;
        this.instances = instances;
        this.addresses = addresses;
        this.alerts = alerts;
        this.slowQueries = slowQueries;
        this.locks = locks;
        this.waits = waits;
        this.storage = storage;
        this.events = events;
        this.servers = servers;
    }

    /** The report of a scope, compared with another period of the same instances or with nothing. */
    public Report make(Scope scope, Optional<TimeRange> before) {
        TimeRange range = scope.range();
        Scope other = before.map(time -> addresses.scope(time, scope.instance())).orElse(null);
        Optional<String> instance = scope.instance().map(InstanceDocument::instanceName);
        Families families = Families.find(digests, scope, other);
        Cuts cuts = new Cuts();
        List<Report.Growth> growth = growth(range, instance);
        List<ScheduledEvents.Sum> runs =
                cuts.first("events", events.sums(range, instance, EVENTS_MAX + 1), EVENTS_MAX);
        Report.LockSummary lockWaits = lockSummary(range, instance);
        List<Report.PlanChange> planChanges = planChanges(range, instance, cuts);
        List<ServerHistory.Happening> parameters =
                cuts.items("parameter_changes", servers.parameterChanges(range, instance, LISTED));
        return new Report(
                clock.instant(),
                new Report.Period(range.from(), range.to()),
                before.map(time -> new Report.Period(time.from(), time.to())).orElse(null),
                instance.map(List::of).orElseGet(this::names),
                Advisor.judge(families, planChanges, parameters, lockWaits, runs, growth, range),
                profile(families, range, before.orElse(null)),
                load.show(scope, FAMILIES_DRAWN),
                families.rankings(),
                planChanges,
                cuts.first("slow_statements", slowStatements(range, instance), LISTED_MAX),
                lockWaits,
                WaitSummary.of(
                        waits.totals(range, instance),
                        before.map(time -> waits.totals(time, instance)).orElse(null)),
                growth,
                runs,
                parameters,
                cuts.items(
                        "happenings", servers.happeningsBesideParameters(range, instance, LISTED)),
                fired(range, instance, cuts),
                cuts.names());
    }

    private List<String> names() {
        return instances.all().stream().map(InstanceDocument::instanceName).toList();
    }

    private static List<Report.Figure> profile(
            Families families, TimeRange range, @Nullable TimeRange before) {
        Profile profile = new Profile(families, range, before);
        return List.of(
                profile.figure("statements", "/s", 1, RankedFamily::countOf),
                profile.figure("errors", "/s", 1, RankedFamily::errorsOf),
                profile.figure(
                        "statements at once, on average",
                        "",
                        MICROS_PER_SECOND,
                        RankedFamily::microsOf),
                profile.figure("rows examined", "/s", 1, TopDigest::serverRowsExamined),
                profile.figure("rows sent", "/s", 1, TopDigest::serverRowsSent));
    }

    private record Profile(Families families, TimeRange range, @Nullable TimeRange before) {

        Report.Figure figure(
                String name, String unit, double divisor, ToLongFunction<TopDigest> measure) {
            Long other = families.sumBefore(measure);
            return Report.Figure.of(
                    name,
                    unit,
                    families.sum(measure) / divisor / seconds(range),
                    other == null || before == null ? null : other / divisor / seconds(before));
        }

        private static double seconds(TimeRange range) {
            return Duration.between(range.from(), range.to()).toMillis() / 1_000.0;
        }
    }

    private List<Report.PlanChange> planChanges(
            TimeRange range, Optional<String> instance, Cuts cuts) {
        List<PlanChangeDocument> changes =
                cuts.items(
                        "plan_changes",
                        alerts.planChanges(range, instance, Optional.empty(), LISTED));
        Map<String, DigestDocument> texts =
                windows.families(changes.stream().map(PlanChangeDocument::digestId).toList());
        return changes.stream()
                .map(change -> {
                    DigestDocument family = texts.get(change.digestId());
                    return new Report.PlanChange(
                            change.changedAt(),
                            change.instance(),
                            change.digestId(),
                            family == null ? "" : family.digestText(),
                            change.seenBefore());
                })
                .toList();
    }

    private List<SlowQueryStatistics.Group> slowStatements(
            TimeRange range, Optional<String> instance) {
        return slowQueries.of(range).stream()
                .filter(group -> instance.isEmpty() || instance.get().equals(group.instance()))
                .toList();
    }

    private Report.LockSummary lockSummary(TimeRange range, Optional<String> instance) {
        List<Locks.Point> points = locks.series(range, instance);
        return new Report.LockSummary(
                points.stream().mapToLong(Locks.Point::waitsMax).max().orElse(0),
                points.stream().mapToLong(Locks.Point::transactionsMax).max().orElse(0),
                locks.deadlockCount(range, instance));
    }

    private List<Report.Growth> growth(TimeRange range, Optional<String> instance) {
        Map<String, List<StorageHistory.Size>> byInstance = new LinkedHashMap<>();
        storage.series(range, instance)
                .forEach(size ->
                        byInstance
                                .computeIfAbsent(size.instance(), name -> new ArrayList<>())
                                .add(size));
        return byInstance.entrySet().stream()
                .map(entry ->
                        new Report.Growth(
                                entry.getKey(),
                                entry.getValue().getFirst().bytes(),
                                entry.getValue().getLast().bytes()))
                .toList();
    }

    private List<AlertSummary> fired(TimeRange range, Optional<String> instance, Cuts cuts) {
        Alerts.Asked asked =
                new Alerts.Asked(Optional.empty(), instance, Optional.empty(), Optional.of(range));
        return cuts.items("alerts", alerts.alerts(asked, LISTED)).stream()
                .map(alert -> AlertSummary.of(alert, range, clock.instant()))
                .sorted(Comparator.comparingLong(AlertSummary::firingSeconds).reversed())
                .toList();
    }
}
