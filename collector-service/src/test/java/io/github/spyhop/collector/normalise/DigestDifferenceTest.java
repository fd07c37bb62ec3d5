package io.github.spyhop.collector.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.collector.normalise.DigestDifference.Baseline;
import io.github.spyhop.collector.normalise.DigestDifference.Counted;
import io.github.spyhop.collector.normalise.DigestDifference.Known;
import io.github.spyhop.collector.normalise.DigestDifference.Unchanged;
import io.github.spyhop.collector.poll.perfschema.Counters;
import io.github.spyhop.collector.poll.perfschema.DigestCounter;
import io.github.spyhop.collector.poll.perfschema.DigestRow;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DigestDifferenceTest {

    private static final Instant POLLED = Instant.parse("2026-11-21T03:00:00Z");
    private static final Instant LONG_AGO = POLLED.minusSeconds(3_600);
    private static final DigestCheckpoint CHECKPOINT =
            new DigestCheckpoint("uuid", LONG_AGO, LONG_AGO, POLLED, 100, 0);

    @Test
    void countsWhatCameSince() {
        DigestDifference difference =
                DigestDifference.of(row(7, LONG_AGO), known(4, LONG_AGO), CHECKPOINT);

        assertThat(difference).isEqualTo(new Counted(counters(3), false, false));
    }

    @Test
    void countsNothingWhereNothingCame() {
        assertThat(DigestDifference.of(row(4, LONG_AGO), known(4, LONG_AGO), CHECKPOINT))
                .isEqualTo(new Unchanged());
    }

    @Test
    void countsAFirstAppearanceWhole() {
        assertThat(DigestDifference.of(row(7, POLLED.plusSeconds(1)), null, CHECKPOINT))
                .isEqualTo(new Counted(counters(7), true, false));
    }

    @Test
    void countsARecreatedRowWholeEvenWhereItIsGreaterThanBefore() {
        assertThat(
                        DigestDifference.of(
                                row(7, POLLED.plusSeconds(1)), known(4, LONG_AGO), CHECKPOINT))
                .isEqualTo(new Counted(counters(7), true, true));
    }

    @Test
    void takesWhatWasCountedBeforeTheFirstReadingAsTheBaseline() {
        assertThat(DigestDifference.of(row(7, POLLED.plusSeconds(1)), null, null))
                .isEqualTo(new Baseline());
    }

    @Test
    void takesAnOldRowThatWasNotKnownAsTheBaseline() {
        assertThat(DigestDifference.of(row(7, LONG_AGO), null, CHECKPOINT))
                .isEqualTo(new Baseline());
    }

    @Test
    void keepsTheRightDifferenceThroughAnOverflow() {
        Counters before = Counters.of(counter -> -2);
        Counters after = Counters.of(counter -> 3);

        assertThat(after.since(before).get(DigestCounter.SUM_TIMER_WAIT)).isEqualTo(5);
    }

    @Test
    void comparesTimesAsTheStoreKeepsThem() {
        Instant exact = LONG_AGO.plusNanos(123_456_000);

        assertThat(
                        DigestDifference.of(
                                row(5, exact), known(4, LONG_AGO.plusMillis(123)), CHECKPOINT))
                .isEqualTo(new Counted(counters(1), false, false));
    }

    private static DigestRow row(long count, Instant firstSeen) {
        return new DigestRow(
                "shop", "d", "SELECT ?", false, counters(count), 0, 0, firstSeen, POLLED);
    }

    private static Known known(long count, Instant firstSeen) {
        return new Known(counters(count), firstSeen, null);
    }

    private static Counters counters(long count) {
        return Counters.of(counter -> counter == DigestCounter.COUNT_STAR ? count : count * 10);
    }
}
