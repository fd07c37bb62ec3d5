package io.github.spyhop.collector.normalise;

import org.jspecify.annotations.Nullable;

/**
 * A statement family's mean latency beside what is usual.
 *
 * @param usualMicros the mean of the same hour of earlier weeks or, where there are none, of all that
 *     the server had counted before
 * @param basis what is compared with, in words
 */
public record Regression(
        String digestId,
        @Nullable String schema,
        String digestText,
        long count,
        double meanMicros,
        double usualMicros,
        String basis) {

    /** How many times the usual it is. */
    public double factor() {
        return meanMicros / usualMicros;
    }
}
