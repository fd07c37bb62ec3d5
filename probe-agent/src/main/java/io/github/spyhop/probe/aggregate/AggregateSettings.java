package io.github.spyhop.probe.aggregate;

import java.time.Duration;

/**
 * How statements are counted.
 *
 * @param perClient whether user and client are part of the key, or only server and schema
 * @param cellsMax combinations of key and family in a window; what comes beyond is folded together
 * @param slowThreshold from it on a statement is slow
 * @param slowSamplesPerCell the slowest that are kept of each family and key
 * @param slowSamplesMax of a window
 */
public record AggregateSettings(
        boolean perClient,
        int cellsMax,
        Duration slowThreshold,
        int slowSamplesPerCell,
        int slowSamplesMax) {

    public static final AggregateSettings DEFAULT =
            new AggregateSettings(true, 20_000, Duration.ofMillis(100), 5, 1_000);

    public AggregateSettings {
        if (cellsMax < 1 || slowSamplesPerCell < 0 || slowSamplesMax < 0) {
            throw new IllegalArgumentException("limits of a window must be positive");
        }
    }
}
