package io.github.spyhop.collector.poll.scheduler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the EVENT scheduler and its EVENTs are and did.
 *
 * @param scheduler {@code ON}, {@code OFF} or {@code DISABLED}
 * @param counts by {@code schema.name}
 * @param running how long EVENTs that run now have done so, in microseconds
 * @param errorLog whether the error log can be read
 * @param errors what the server's error log says of EVENTs since the reading before
 * @param logged what the users' own tables say, {@code event_execution_log}
 * @param reader whether the server is an Aurora reader, whose EVENTs run elsewhere
 */
public record SchedulerReading(
        Instant at,
        String scheduler,
        boolean reader,
        List<ScheduledEvent> events,
        Map<String, ProgramCount> counts,
        Map<String, Long> running,
        boolean errorLog,
        List<EventError> errors,
        List<LoggedRun> logged) {

    public SchedulerReading {
        events = List.copyOf(events);
        counts = Map.copyOf(counts);
        running = Map.copyOf(running);
        errors = List.copyOf(errors);
        logged = List.copyOf(logged);
    }

    /** With another form of the messages, in which values may stand. */
    public SchedulerReading withMessages(UnaryOperator<String> form) {
        return new SchedulerReading(
                at,
                scheduler,
                reader,
                events,
                counts,
                running,
                errorLog,
                errors.stream().map(error -> error.withMessage(form)).toList(),
                logged.stream().map(run -> run.withError(form)).toList());
    }

    /** With messages of earlier readings. */
    public SchedulerReading with(List<EventError> earlier) {
        List<EventError> all = new ArrayList<>(earlier);
        all.addAll(errors);
        return new SchedulerReading(
                at, scheduler, reader, events, counts, running, errorLog, all, logged);
    }

    /** A message of the error log about an EVENT. */
    public record EventError(Instant at, String event, String message) {
        EventError withMessage(UnaryOperator<String> form) {
            return new EventError(at, event, form.apply(message));
        }
    }

    /** A row of a user's {@code event_execution_log}, its times as the table has them. */
    public record LoggedRun(
            String table,
            long id,
            String event,
            Instant at,
            String status,
            String error,
            long millis) {
        LoggedRun withError(UnaryOperator<String> form) {
            return new LoggedRun(table, id, event, at, status, form.apply(error), millis);
        }
    }
}
