package io.github.spyhop.collector.poll.perfschema;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code events_statements_current} or its history, with the thread it belongs to.
 *
 * @param key which statement it is
 * @param name the instrument, such as {@code statement/sql/select}
 * @param start when it began
 * @param durationNanos so far, or in all if it {@link #ended}
 * @param sqlText its text, cut at {@code performance_schema_max_sql_text_length}
 * @param processText the text that the process list shows, which has the values of a prepared
 *     statement; cut likewise
 * @param digest the server's own digest
 * @param digestText the text of that
 * @param work what it cost so far
 * @param nestedIn the event id of the statement that it is part of
 * @param session who runs it, absent once the thread is gone
 */
public record StatementEvent(
        StatementKey key,
        String name,
        Instant start,
        long durationNanos,
        boolean ended,
        @Nullable String sqlText,
        @Nullable String processText,
        @Nullable String digest,
        @Nullable String digestText,
        @Nullable String schema,
        StatementWork work,
        @Nullable Long nestedIn,
        @Nullable StatementSession session) {

    /** Whether it is the execution of a prepared statement. */
    public boolean prepared() {
        return name.equals("statement/com/Execute") || name.equals("statement/sql/execute_sql");
    }

    /** This, with the process list's text as it was seen while the statement ran. */
    public StatementEvent withTextsOf(StatementEvent earlier) {
        return new StatementEvent(
                key,
                name,
                start,
                durationNanos,
                ended,
                sqlText == null ? earlier.sqlText : sqlText,
                processText == null ? earlier.processText : processText,
                digest == null ? earlier.digest : digest,
                digestText == null ? earlier.digestText : digestText,
                schema,
                work,
                nestedIn,
                session);
    }

    /** This, as of a later time until which it may have run. */
    public StatementEvent until(Instant later) {
        return new StatementEvent(
                key,
                name,
                start,
                Duration.between(start, later).toNanos(),
                ended,
                sqlText,
                processText,
                digest,
                digestText,
                schema,
                work,
                nestedIn,
                session);
    }

    /** When it ended, or when it was looked at. */
    public Instant end() {
        return start.plusNanos(durationNanos);
    }
}
