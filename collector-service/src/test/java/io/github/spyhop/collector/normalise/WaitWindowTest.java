package io.github.spyhop.collector.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.collector.normalise.WaitWindow.Baseline;
import io.github.spyhop.collector.poll.perfschema.WaitCount;
import io.github.spyhop.collector.poll.perfschema.WaitReading;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitWindowTest {

    @Test
    void countsWhatGrew() {
        WaitWindow window =
                WaitWindow.of(
                        Baseline.of(reading("a", 1, "b", 5, "c", 7)),
                        reading("a", 4, "b", 5, "c", 8, "d", 2));

        assertThat(window.grown()).containsOnly(entry("a", 3), entry("c", 1), entry("d", 2));
    }

    @Test
    void takesTheWholeWhereCountingBeganAnew() {
        WaitWindow window =
                WaitWindow.of(
                        Baseline.of(reading("a", 100, "b", 100, "c", 100, "d", 1)),
                        reading("a", 4, "b", 5, "d", 2));

        assertThat(window.grown()).containsOnly(entry("a", 4), entry("b", 5), entry("d", 2));
        assertThat(WaitWindow.of(window.next(), reading("a", 5, "b", 5, "c", 1, "d", 2)).grown())
                .containsOnly(entry("a", 1), entry("c", 1));
    }

    @Test
    void goesOnBehindATruncateAfterWhichNothingWasWaitedFor() {
        WaitWindow nothing =
                WaitWindow.of(
                        Baseline.of(reading("a", 100)),
                        new WaitReading(Instant.EPOCH, "", Map.of()));

        assertThat(nothing.grown()).isEmpty();
        assertThat(WaitWindow.of(nothing.next(), reading("a", 3)).grown())
                .containsOnly(entry("a", 3));
    }

    @Test
    void isNotMisledByAnEventThatHasLessForAMoment() {
        WaitWindow dip =
                WaitWindow.of(
                        Baseline.of(reading("a", 100, "b", 100, "c", 100)),
                        reading("a", 60, "b", 101, "c", 100));
        assertThat(dip.grown()).containsOnly(entry("b", 1));

        assertThat(WaitWindow.of(dip.next(), reading("a", 103, "b", 101, "c", 100)).grown())
                .containsOnly(entry("a", 3));
        WaitWindow low = WaitWindow.of(dip.next(), reading("a", 61, "b", 101, "c", 100));
        assertThat(low.grown()).as("that stays").isEmpty();
        assertThat(WaitWindow.of(low.next(), reading("a", 63, "b", 101, "c", 100)).grown())
                .containsOnly(entry("a", 2));
    }

    @Test
    void knowsNothingOfAnotherServerAtFirst() {
        WaitReading other = new WaitReading(Instant.EPOCH, "other", reading("a", 500).events());
        WaitWindow window = WaitWindow.of(Baseline.of(reading("a", 100)), other);

        assertThat(window.grown()).isEmpty();
        assertThat(window.next().reading()).isEqualTo(other);
    }

    @Test
    void isRightAfterAnOverflow() {
        WaitReading before = of("a", new WaitCount(5, -10));
        WaitReading now = of("a", new WaitCount(6, 20));

        assertThat(WaitWindow.of(Baseline.of(before), now).grown())
                .containsOnly(Map.entry("a", new WaitCount(1, 30)));
    }

    private static WaitReading of(String event, WaitCount count) {
        return new WaitReading(Instant.EPOCH, "one", Map.of(event, count));
    }

    /** Of names and counts; each wait took ten picoseconds. */
    private static WaitReading reading(Object... counts) {
        Map<String, WaitCount> events = new HashMap<>();
        for (int i = 0; i < counts.length; i += 2) {
            int count = (Integer) counts[i + 1];
            events.put((String) counts[i], new WaitCount(count, 10L * count));
        }
        return new WaitReading(Instant.EPOCH, "one", events);
    }

    private static Map.Entry<String, WaitCount> entry(String event, int count) {
        return Map.entry(event, new WaitCount(count, 10L * count));
    }
}
