package io.github.spyhop.collector.normalise;

import io.github.spyhop.collector.normalise.DigestDifference.Known;
import io.github.spyhop.collector.normalise.DigestWindow.Family;
import io.github.spyhop.collector.poll.perfschema.DigestRow;
import io.github.spyhop.collector.poll.perfschema.Histogram;
import io.github.spyhop.model.window.LatencySketch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the latencies of a window's families are spread, of those whose histogram was read. A sketch
 * holds what came since the family's histogram was read before, be that longer than the window.
 *
 * @param histograms as they were read, to compare the next with
 * @param sketches what came since, stored form
 */
public record DigestLatencies(
        Map<DigestRow, Histogram> histograms, Map<DigestRow, LatencySketch> sketches) {

    public DigestLatencies {
        histograms = Map.copyOf(histograms);
        sketches = Map.copyOf(sketches);
    }

    /** Compares histograms with those that are known of the rows. */
    public static DigestLatencies of(
            List<Family> families,
            Map<DigestRow, Histogram> histograms,
            Function<DigestRow, @Nullable Known> known) {
        Map<DigestRow, LatencySketch> sketches = new HashMap<>();
        for (Family family : families) {
            Histogram now = histograms.get(family.row());
            if (now != null) {
                since(family, now, known.apply(family.row()))
                        .filter(since -> !since.isEmpty())
                        .ifPresent(since -> sketches.put(family.row(), sketchOf(since)));
            }
        }
        return new DigestLatencies(histograms, sketches);
    }

    private static Optional<Histogram> since(Family family, Histogram now, @Nullable Known known) {
        if (family.whole()) {
            return Optional.of(now);
        }
        Histogram before = known == null ? null : known.histogram();
        return Optional.ofNullable(before).map(now::since);
    }

    private static LatencySketch sketchOf(Histogram histogram) {
        LatencySketch sketch = new LatencySketch();
        histogram.countByMicros().forEach(sketch::add);
        return sketch;
    }
}
