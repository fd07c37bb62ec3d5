package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.query.read.DigestHistory;
import io.github.spyhop.query.read.Figures;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A statement family within one bucket of time; a flat object, as Grafana's charts want it. The
 * figures of a source that did not see it are absent, so that a chart shows a gap and no zero.
 *
 * @param time the bucket's start
 * @param seconds the bucket's length
 */
public record DigestPoint(
        Instant time,
        int seconds,
        @JsonProperty("wire_count") @Nullable Long wireCount,
        @JsonProperty("wire_errors") @Nullable Long wireErrors,
        @JsonProperty("wire_latency_micros_avg") @Nullable Long wireLatencyMicrosAvg,
        @JsonProperty("wire_latency_micros_p50") @Nullable Long wireLatencyMicrosP50,
        @JsonProperty("wire_latency_micros_p95") @Nullable Long wireLatencyMicrosP95,
        @JsonProperty("wire_latency_micros_p99") @Nullable Long wireLatencyMicrosP99,
        @JsonProperty("server_count") @Nullable Long serverCount,
        @JsonProperty("server_errors") @Nullable Long serverErrors,
        @JsonProperty("server_latency_micros_avg") @Nullable Long serverLatencyMicrosAvg,
        @JsonProperty("server_latency_micros_p50") @Nullable Long serverLatencyMicrosP50,
        @JsonProperty("server_latency_micros_p95") @Nullable Long serverLatencyMicrosP95,
        @JsonProperty("server_latency_micros_p99") @Nullable Long serverLatencyMicrosP99,
        @JsonProperty("server_lock_micros_avg") @Nullable Long serverLockMicrosAvg,
        @JsonProperty("server_rows_examined") @Nullable Long serverRowsExamined,
        @JsonProperty("server_rows_sent") @Nullable Long serverRowsSent,
        @JsonProperty("server_rows_affected") @Nullable Long serverRowsAffected,
        @JsonProperty("server_no_index_count") @Nullable Long serverNoIndexCount,
        @JsonProperty("server_tmp_disk_tables") @Nullable Long serverTmpDiskTables) {

    private static final double MEDIAN = 0.5;
    private static final double P95 = 0.95;
    private static final double P99 = 0.99;

    public static DigestPoint of(DigestHistory.Bucket bucket) {
        Figures wire = bucket.wire();
        Figures server = bucket.server();
        return new DigestPoint(
                bucket.start(),
                bucket.seconds(),
                wire == null ? null : wire.count(),
                wire == null ? null : wire.errors(),
                wire == null ? null : average(wire.latencyMicrosSum(), wire.count()),
                wire == null ? null : wire.quantileMicros(MEDIAN),
                wire == null ? null : wire.quantileMicros(P95),
                wire == null ? null : wire.quantileMicros(P99),
                server == null ? null : server.count(),
                server == null ? null : server.errors(),
                server == null ? null : average(server.latencyMicrosSum(), server.count()),
                server == null ? null : server.quantileMicros(MEDIAN),
                server == null ? null : server.quantileMicros(P95),
                server == null ? null : server.quantileMicros(P99),
                server == null ? null : average(server.lockMicrosSum(), server.count()),
                server == null ? null : server.rowsExamined(),
                server == null ? null : server.rowsSent(),
                server == null ? null : server.rowsAffected(),
                server == null ? null : server.noIndexCount(),
                server == null ? null : server.tmpDiskTables());
    }

    private static long average(long sum, long count) {
        return count == 0 ? 0 : sum / count;
    }
}
