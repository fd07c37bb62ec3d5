package io.github.spyhop.collector.normalise;

import io.github.spyhop.collector.poll.perfschema.Counters;
import io.github.spyhop.collector.poll.perfschema.DigestCounter;
import io.github.spyhop.collector.poll.perfschema.DigestRow;
import io.github.spyhop.collector.poll.perfschema.Histogram;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a digest row counted since the reading before. The server's counters begin anew when it
 * restarts, when somebody truncates the table, and when another server answers; a row's {@code
 * FIRST_SEEN} tells.
 */
public sealed interface DigestDifference {

    /**
     * It counted this much.
     *
     * @param whole whether that is all that the row ever counted
     * @param recreated whether the row had begun anew
     */
    record Counted(Counters counters, boolean whole, boolean recreated)
            implements DigestDifference {}

    /** Nothing was counted since. */
    record Unchanged() implements DigestDifference {}

    /** It cannot be told what was counted before and since; from here on it can. */
    record Baseline() implements DigestDifference {}

    /**
     * A row as it was read before, its time to the millisecond.
     *
     * @param histogram as it was read last, if it was
     */
    record Known(Counters counters, Instant firstSeen, @Nullable Histogram histogram) {}

    /**
     * How late a row may become visible after its {@code FIRST_SEEN}; one that was visible at the
     * reading before is known, so that being generous counts nothing twice.
     */
    Duration VISIBLE_WITHIN = Duration.ofSeconds(10);

    /**
     * Compares.
     *
     * @param known the row as it was read before, of the same server, if it was
     * @param checkpoint the reading before, if there was one
     */
    static DigestDifference of(
            DigestRow row, @Nullable Known known, @Nullable DigestCheckpoint checkpoint) {
        Counters now = row.counters();
        if (known != null && isSameRow(row, known)) {
            Counters since = now.since(known.counters());
            return since.get(DigestCounter.COUNT_STAR) == 0
                    ? new Unchanged()
                    : new Counted(since, false, false);
        }
        boolean appeared =
                checkpoint != null
                        && !row.firstSeen().isBefore(checkpoint.polledAt().minus(VISIBLE_WITHIN));
        return appeared ? new Counted(now, true, known != null) : new Baseline();
    }

    private static boolean isSameRow(DigestRow row, Known known) {
        boolean sameStart =
                row.firstSeen().truncatedTo(ChronoUnit.MILLIS).equals(known.firstSeen());
        long count = row.counters().get(DigestCounter.COUNT_STAR);
        long before = known.counters().get(DigestCounter.COUNT_STAR);
        return sameStart && Long.compareUnsigned(count, before) >= 0;
    }
}
