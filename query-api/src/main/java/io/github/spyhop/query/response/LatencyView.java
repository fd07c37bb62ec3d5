package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.query.read.Figures;
import io.github.spyhop.query.read.WindowSource;
import org.jspecify.annotations.Nullable;

/**
 * How long statements took.
 *
 * @param source {@code wire} or {@code server}
 * @param count executions
 * @param errors executions that ended with an error
 * @param latencyMicrosAvg one on average, in microseconds
 * @param latencyMicrosP50 of merged sketches, at most 1 % off; absent where no latencies were read
 * @param latencyMicrosP95 95 of 100 were faster, in microseconds
 * @param latencyMicrosP99 99 of 100 were faster, in microseconds
 */
@JsonNaming(SnakeCaseStrategy.class)
public record LatencyView(
        String source,
        long count,
        long errors,
        long latencyMicrosAvg,
        @JsonProperty("latency_micros_p50") @Nullable Long latencyMicrosP50,
        @JsonProperty("latency_micros_p95") @Nullable Long latencyMicrosP95,
        @JsonProperty("latency_micros_p99") @Nullable Long latencyMicrosP99) {

    private static final double MEDIAN = 0.5;
    private static final double P95 = 0.95;
    private static final double P99 = 0.99;

    public static LatencyView of(WindowSource source, Figures figures) {
        return new LatencyView(
                source.field(),
                figures.count(),
                figures.errors(),
                figures.latencyMicrosSum() / Math.max(1, figures.count()),
                figures.quantileMicros(MEDIAN),
                figures.quantileMicros(P95),
                figures.quantileMicros(P99));
    }
}
