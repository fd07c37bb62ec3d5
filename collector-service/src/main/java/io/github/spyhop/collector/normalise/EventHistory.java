package io.github.spyhop.collector.normalise;

import io.github.spyhop.collector.normalise.EventRun.Outcome;
import io.github.spyhop.collector.poll.scheduler.ProgramCount;
import io.github.spyhop.collector.poll.scheduler.ScheduledEvent;
import io.github.spyhop.collector.poll.scheduler.SchedulerReading;
import io.github.spyhop.collector.poll.scheduler.SchedulerReading.EventError;
import io.github.spyhop.collector.poll.scheduler.SchedulerReading.LoggedRun;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what EVENTs did since the look before, of what the server counted, logged and shows. */
public final class EventHistory {

    private static final long PICOS_PER_MICRO = 1_000_000;
    private static final long MICROS_PER_MILLI = 1_000;

    private final ServerRun run;
    private final Map<String, Known> before;
    private final boolean first;
    private final Duration missedAfter;

    /**
     * What was known of an EVENT at the look before.
     *
     * @param run the server's run that it was counted in
     * @param executeAt the only time that it was to run at, in UTC, if so
     */
    public record Known(String run, ProgramCount count, @Nullable Instant executeAt) {}

    /**
     * A history.
     *
     * @param first whether nobody looked at this instance before
     * @param missedAfter how late a run may be
     */
    public EventHistory(
            ServerRun run, Map<String, Known> before, boolean first, Duration missedAfter) {
        this.run = run;
        this.before = Map.copyOf(before);
        this.first = first;
        this.missedAfter = missedAfter;
    }

    /** What the EVENTs did. */
    public List<EventRun> of(SchedulerReading reading) {
        Map<String, ScheduledEvent> events = new LinkedHashMap<>();
        reading.events().forEach(event -> events.put(event.fullName(), event));
        List<EventRun> found = new ArrayList<>();
        reading.counts()
                .forEach((name, count) ->
                        counted(reading, name, count, events.get(name)).ifPresent(found::add));
        if (!reading.reader()) {
            events.values().forEach(event -> missed(reading, event).ifPresent(found::add));
        }
        reading.logged().forEach(logged -> found.add(loggedRun(logged)));
        if (!events.isEmpty() || reading.counts().isEmpty()) {
            before.forEach((name, known) -> {
                if (!events.containsKey(name)) {
                    gone(reading, name, known).ifPresent(found::add);
                }
            });
        }
        return found;
    }

    private Optional<EventRun> counted(
            SchedulerReading reading,
            String name,
            ProgramCount count,
            @Nullable ScheduledEvent event) {
        Known known = before.get(name);
        if (known == null && first) {
            return Optional.empty();
        }
        ProgramCount earlier =
                known == null || !known.run().equals(run.idOf(""))
                        ? ProgramCount.ZERO
                        : known.count();
        ProgramCount since = count.since(earlier);
        if (since.runs() == 0) {
            return Optional.empty();
        }
        long micros = since.picos() / PICOS_PER_MICRO;
        Optional<Duration> interval =
                Optional.ofNullable(event).flatMap(EventSchedule::of).map(EventSchedule::interval);
        boolean overrun =
                interval.filter(length -> micros / since.runs() > length.toNanos() / 1_000)
                        .isPresent();
        String message = messageOf(reading, name);
        boolean failed = reading.errorLog() ? !message.isEmpty() : since.errors() > 0;
        return Optional.of(
                new EventRun(
                        name,
                        run.idOf("") + ":" + count.runs(),
                        reading.at(),
                        failed ? Outcome.FAILED : Outcome.SUCCEEDED,
                        since.runs(),
                        micros,
                        since.errors(),
                        overrun,
                        message.isEmpty() && failed ? "a statement failed" : message,
                        "performance_schema"));
    }

    private static String messageOf(SchedulerReading reading, String name) {
        return reading.errors().stream()
                .filter(error -> error.event().equals(name))
                .map(EventError::message)
                .reduce("", (one, other) -> other);
    }

    private Optional<EventRun> missed(SchedulerReading reading, ScheduledEvent event) {
        LocalDateTime now =
                LocalDateTime.ofInstant(reading.at(), ZoneOffset.UTC)
                        .plusSeconds(event.zoneOffsetSeconds());
        LocalDateTime by = now.minus(missedAfter);
        Optional<LocalDateTime> due = dueBy(event, by);
        LocalDateTime altered = event.lastAltered().plusSeconds(event.zoneOffsetSeconds());
        LocalDateTime executed = event.lastExecuted();
        LocalDateTime ends = event.schedule().ends();
        return due.filter(slot -> event.enabled() && slot.isAfter(altered))
                .filter(slot -> executed == null || executed.isBefore(slot))
                .filter(slot -> ends == null || !slot.isAfter(ends))
                .map(slot -> slot.minusSeconds(event.zoneOffsetSeconds()).toInstant(ZoneOffset.UTC))
                .map(slot ->
                        new EventRun(
                                event.fullName(),
                                "missed:" + slot,
                                slot,
                                Outcome.MISSED,
                                0,
                                0,
                                0,
                                false,
                                reasonOf(reading, slot),
                                "information_schema"));
    }

    private String reasonOf(SchedulerReading reading, Instant slot) {
        if (!reading.scheduler().equals("ON")) {
            return "event_scheduler is " + reading.scheduler();
        }
        return run.startedAt().isAfter(slot)
                ? "the server was started after that, at " + run.startedAt()
                : "it was due at " + slot;
    }

    private static Optional<LocalDateTime> dueBy(ScheduledEvent event, LocalDateTime by) {
        LocalDateTime once = event.schedule().executeAt();
        if (once != null) {
            return Optional.of(once).filter(time -> !time.isAfter(by));
        }
        return EventSchedule.of(event).flatMap(schedule -> schedule.lastDue(by));
    }

    private Optional<EventRun> gone(SchedulerReading reading, String name, Known known) {
        Instant due = known.executeAt();
        String message = messageOf(reading, name);
        return due == null || due.isAfter(reading.at())
                ? Optional.empty()
                : Optional.of(
                        new EventRun(
                                name,
                                "once:" + due,
                                due,
                                message.isEmpty() ? Outcome.GONE : Outcome.FAILED,
                                1,
                                0,
                                message.isEmpty() ? 0 : 1,
                                false,
                                message.isEmpty()
                                        ? "it was to run once and is not there any more"
                                        : message,
                                "information_schema"));
    }

    private static EventRun loggedRun(LoggedRun logged) {
        boolean failed = !logged.status().toLowerCase(java.util.Locale.ROOT).startsWith("succe");
        String event = logged.event();
        return new EventRun(
                event.contains(".") ? event : logged.table() + "." + event,
                "log:" + logged.table() + ":" + logged.id(),
                logged.at(),
                failed ? Outcome.FAILED : Outcome.SUCCEEDED,
                1,
                logged.millis() * MICROS_PER_MILLI,
                failed ? 1 : 0,
                false,
                logged.error(),
                "event_execution_log");
    }
}
