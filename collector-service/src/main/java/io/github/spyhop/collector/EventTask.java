package io.github.spyhop.collector;

import io.github.spyhop.collector.alert.Fact;
import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.normalise.EventHistory;
import io.github.spyhop.collector.normalise.EventRun;
import io.github.spyhop.collector.normalise.EventRun.Outcome;
import io.github.spyhop.collector.poll.link.ServerFault;
import io.github.spyhop.collector.poll.scheduler.SchedulerReader;
import io.github.spyhop.collector.poll.scheduler.SchedulerReading;
import io.github.spyhop.collector.poll.scheduler.SchedulerReading.EventError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps the EVENTs of an instance, and the history of their runs. */
final class EventTask implements WatchTask {

    /** What a log says of runs that are longer ago alarms nobody. */
    private static final Duration NEWS = Duration.ofMinutes(10);

    private final Watched watched;
    private final Services services;
    private final CollectorConfig.Events config;
    private final SchedulerReader reader;

    /** What the error log said of runs that were not counted yet. */
    private List<EventError> unmatched = List.of();

    EventTask(Watched watched, Services services) {
        this.watched = watched;
        this.services = services;
        this.config = services.config().events();
        this.reader = new SchedulerReader(config.eventsMax());
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public Duration interval() {
        return config.interval();
    }

    @Override
    public void run() {
        String instance = watched.instance();
        Optional<Instant> before = services.events().lookedAt(instance);
        SchedulerReading reading =
                reader.read(watched.link(), before.orElseGet(Instant::now))
                        .withMessages(watched.redactor()::message)
                        .with(unmatched);
        EventHistory history =
                new EventHistory(
                        watched.run(),
                        services.events().known(instance),
                        before.isEmpty(),
                        config.missedAfter());
        List<EventRun> runs = history.of(reading);
        Set<String> told = runs.stream().map(EventRun::event).collect(Collectors.toSet());
        unmatched =
                reading.errors().stream()
                        .filter(error ->
                                !told.contains(error.event()) && !unmatched.contains(error))
                        .toList();
        services.events().write(instance, watched.run(), reading, runs);
        Instant news = reading.at().minus(NEWS);
        runs.stream()
                .filter(run -> run.outcome() == Outcome.MISSED || run.at().isAfter(news))
                .forEach(run -> services.alerts().observe(instance, factOf(run)));
        if (reading.events().isEmpty() && !reading.counts().isEmpty()) {
            throw new ServerFault(
                    ServerFault.Kind.NOT_GRANTED,
                    0,
                    "the account does not see the EVENTs that run",
                    "GRANT EVENT ON *.* TO the account, whose sessions are read-only");
        }
    }

    private static Fact factOf(EventRun run) {
        return run.outcome() == Outcome.MISSED
                ? new Fact.EventMissed(run.event(), run.detail())
                : new Fact.EventRun(
                        run.event(), run.outcome() == Outcome.FAILED, run.overrun(), detailOf(run));
    }

    private static String detailOf(EventRun run) {
        return "%s (%d runs, %.3f s)"
                .formatted(run.detail(), run.runs(), run.micros() / 1e6)
                .strip();
    }
}
