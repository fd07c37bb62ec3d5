package io.github.spyhop.collector.normalise;

import io.github.spyhop.collector.poll.perfschema.Counters;
import io.github.spyhop.collector.poll.perfschema.DigestCounter;
import io.github.spyhop.collector.poll.perfschema.DigestReader.Reading;
import io.github.spyhop.collector.poll.perfschema.DigestRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the digests of one server counted between two readings.
 *
 * @param from the time of the reading before, or of this one where there was none
 * @param families what each family counted
 * @param rows the rows to compare the next reading with, where they are other than before
 * @param coverage what cannot be told
 */
public record DigestWindow(
        Instant from,
        DigestCheckpoint checkpoint,
        List<Family> families,
        List<DigestRow> rows,
        Coverage coverage) {

    private static final Comparator<Family> BY_COST =
            Comparator.comparing(
                            (Family family) -> family.counters().get(DigestCounter.SUM_TIMER_WAIT),
                            Long::compareUnsigned)
                    .reversed();

    public DigestWindow {
        families = List.copyOf(families);
        rows = List.copyOf(rows);
    }

    /**
     * What one family counted in one schema.
     *
     * @param whole whether that is all that the row ever counted
     */
    public record Family(
            DigestRow row, DigestIdentity identity, Counters counters, boolean whole) {}

    /** The families that cost most time, the costliest first. */
    public List<Family> costliest(int most) {
        return families.stream().sorted(BY_COST).limit(most).toList();
    }

    /**
     * What a window cannot tell.
     *
     * @param statements all statements that the server counted
     * @param own those of the collector, which are left out
     * @param overflow those of families that found no room in the server's table
     * @param lost how often the server could not even count that
     * @param recreated families whose counters had begun anew
     * @param unknownBefore families whose earlier count is not known, counted from here on
     * @param restarted whether the server was started in between
     * @param serverChanged whether another server answers
     * @param cut whether more families changed than are read at once
     */
    public record Coverage(
            long statements,
            long own,
            long overflow,
            long lost,
            int recreated,
            int unknownBefore,
            boolean restarted,
            boolean serverChanged,
            boolean cut) {}

    /**
     * Compares a reading with the one before.
     *
     * @param before the reading before, if there was one
     * @param known what is known of a row of the same server
     */
    public static DigestWindow of(
            Reading reading,
            @Nullable DigestCheckpoint before,
            Function<DigestRow, DigestDifference.@Nullable Known> known) {
        DigestTally tally = new DigestTally();
        for (DigestRow row : reading.rows()) {
            tally.add(row, DigestDifference.of(row, known.apply(row), before));
        }
        Instant baselineAt = before == null ? reading.at() : before.baselineAt();
        return new DigestWindow(
                before == null ? reading.at() : before.polledAt(),
                DigestCheckpoint.of(reading, baselineAt),
                tally.families(),
                reading.whole() ? reading.rows() : tally.changed(),
                tally.coverage(reading, before));
    }
}
