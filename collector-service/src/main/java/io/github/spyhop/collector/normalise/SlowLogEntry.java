package io.github.spyhop.collector.normalise;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a slow log; durations are seconds.
 *
 * @param at when it ended
 */
public record SlowLogEntry(
        Instant at,
        String user,
        String host,
        @Nullable String schema,
        double queryTime,
        double lockTime,
        long rowsSent,
        long rowsExamined,
        String sql) {}
