package io.github.spyhop.collector.poll.perfschema;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code events_statements_summary_by_digest}.
 *
 * @param schema the default schema that the statements ran in
 * @param digest MySQL's own digest; null in the row that counts what no longer fitted in
 * @param own whether the collector's own statements make this row
 * @param minTimerWait the shortest duration since {@code firstSeen}, in picoseconds
 * @param maxTimerWait the longest
 */
public record DigestRow(
        @Nullable String schema,
        @Nullable String digest,
        @Nullable String digestText,
        boolean own,
        Counters counters,
        long minTimerWait,
        long maxTimerWait,
        Instant firstSeen,
        Instant lastSeen) {}
