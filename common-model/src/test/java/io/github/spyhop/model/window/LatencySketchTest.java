package io.github.spyhop.model.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class LatencySketchTest {

    @Test
    void keepsQuantilesWithinOnePercentThroughMergeAndStore() {
        LatencySketch low = new LatencySketch();
        LatencySketch high = new LatencySketch();
        for (int micros = 1; micros <= 50_000; micros++) {
            low.add(micros);
            high.add(50_000 + micros);
        }

        LatencySketch both = LatencySketch.ofBytes(low.toBytes());
        both.merge(LatencySketch.ofBytes(high.toBytes()));

        assertThat(both.count()).isEqualTo(100_000);
        assertThat(both.quantileMicros(0.5)).isCloseTo(50_000, withPercentage(1));
        assertThat(both.quantileMicros(0.99)).isCloseTo(99_000, withPercentage(1));

        LatencySketch ofStored = new LatencySketch();
        ofStored.mergeBytes(low.toBytes());
        ofStored.mergeBytes(high.toBytes());
        assertThat(ofStored.toBytes()).isEqualTo(both.toBytes());
    }

    @Test
    void takesALatencySeveralTimes() {
        LatencySketch sketch = new LatencySketch();

        sketch.add(100, 98);
        sketch.add(5_000, 2);

        assertThat(sketch.count()).isEqualTo(100);
        assertThat(sketch.quantileMicros(0.5)).isCloseTo(100, withPercentage(1));
        assertThat(sketch.quantileMicros(0.99)).isCloseTo(5_000, withPercentage(1));
    }

    @Test
    void refusesBytesThatAreNoSketch() {
        assertThatThrownBy(() -> LatencySketch.ofBytes(new byte[] {1, 2, 3}))
                .isInstanceOf(UncheckedIOException.class);
    }
}
