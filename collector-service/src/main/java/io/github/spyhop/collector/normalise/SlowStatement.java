package io.github.spyhop.collector.normalise;

import io.github.spyhop.collector.poll.perfschema.StatementEvent;
import io.github.spyhop.collector.poll.perfschema.StatementSession;
import java.time.Instant;

/**
 * A slow statement as it is known by now.
 *
 * @param event what the server told last
 * @param start when it began, as it was seen first
 * @param session who ran it
 * @param ending whether and how it ended
 * @param first whether it is told for the first time
 */
public record SlowStatement(
        StatementEvent event,
        Instant start,
        StatementSession session,
        Ending ending,
        boolean first) {

    /** How much is known of a statement's end. */
    public enum Ending {
        RUNS,
        /** The server told. */
        ENDED,
        /** It is over, but the server had forgotten it when it was asked. */
        ENDED_UNSEEN
    }
}
