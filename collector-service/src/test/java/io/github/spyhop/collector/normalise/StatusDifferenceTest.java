package io.github.spyhop.collector.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.collector.poll.status.StatusReading;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusDifferenceTest {

    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void isTheGrowthOfCountersButNotOfGauges() {
        StatusDifference difference =
                StatusDifference.of(reading(0, "a", 100, 50, 7), reading(10, "a", 110, 80, 3));

        assertThat(difference.grown()).containsOnly(Map.entry("Queries", 30.0));
        assertThat(difference.rates()).containsOnly(Map.entry("Queries", 3.0));
    }

    @Test
    void beginsAnewWithTheServer() {
        StatusDifference difference =
                StatusDifference.of(reading(0, "a", 100, 50, 7), reading(10, "a", 4, 8, 3));

        assertThat(difference.grown()).containsEntry("Queries", 8.0);
        assertThat(difference.rates()).containsEntry("Queries", 2.0);
    }

    @Test
    void takesTheWholeOfACounterThatWasFlushed() {
        StatusDifference difference =
                StatusDifference.of(reading(0, "a", 100, 50, 7), reading(10, "a", 110, 20, 7));

        assertThat(difference.grown()).containsEntry("Queries", 20.0);
    }

    @Test
    void tellsNothingOfAnotherServerThatRanForLong() {
        StatusDifference difference =
                StatusDifference.of(reading(0, "a", 100, 50, 7), reading(10, "b", 900, 9_000, 7));

        assertThat(difference.grown()).isEmpty();
        assertThat(difference.rates()).isEmpty();
    }

    private static StatusReading reading(
            long at, String uuid, long uptime, double queries, double running) {
        return new StatusReading(
                T.plusSeconds(at),
                uuid,
                uptime,
                Map.of("Queries", queries, "Threads_running", running));
    }
}
