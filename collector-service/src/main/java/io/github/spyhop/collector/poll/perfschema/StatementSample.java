package io.github.spyhop.collector.poll.perfschema;

import org.jspecify.annotations.Nullable;

/**
 * The statement of a family that took longest lately, as the server's history has it; timers in
 * picoseconds.
 */
public record StatementSample(
        StatementKey key,
        String eventName,
        @Nullable String schema,
        @Nullable String digest,
        String digestText,
        String sqlText,
        long timerStart,
        long timerEnd,
        long timerWait,
        long rowsExamined) {

    /** The same with another form of its text. */
    public StatementSample withText(String text) {
        return new StatementSample(
                key,
                eventName,
                schema,
                digest,
                digestText,
                text,
                timerStart,
                timerEnd,
                timerWait,
                rowsExamined);
    }

    /** Whether the server cut the text. */
    public boolean truncated() {
        return sqlText.endsWith("...");
    }
}
