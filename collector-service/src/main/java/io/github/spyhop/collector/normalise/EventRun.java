package io.github.spyhop.collector.normalise;

import java.time.Instant;

/**
 * Something that an EVENT did, or should have done.
 *
 * @param event {@code schema.name}
 * @param key what tells it from every other of the EVENT
 * @param at when it was due or, of one that ran, when that was seen
 * @param runs how many runs there were since the look before; 0 of one that is missed
 * @param micros how long these took in all
 * @param errors how many of their statements failed
 * @param overrun whether it took longer than its interval
 * @param detail the server's message, or what is known
 * @param source where it is known from
 */
public record EventRun(
        String event,
        String key,
        Instant at,
        Outcome outcome,
        long runs,
        long micros,
        long errors,
        boolean overrun,
        String detail,
        String source) {

    /** What became of it. */
    public enum Outcome {
        SUCCEEDED,
        FAILED,
        MISSED,
        /** Of one that vanished after its only time. */
        GONE
    }
}
