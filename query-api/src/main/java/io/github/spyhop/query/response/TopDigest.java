package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement family in a stretch of time, on the wire beside inside the servers; a flat object, as
 * Grafana's tables want it. What a source did not see is 0.
 *
 * @param kind such as {@code READ}, {@code WRITE} or {@code DDL}
 * @param tables the tables that it names
 * @param wireShare the part of the server's own count that the wire saw, 1 being all; absent, if
 *     either saw none
 */
public record TopDigest(
        @JsonProperty("digest_id") String digestId,
        @JsonProperty("digest_text") String digestText,
        String kind,
        List<String> tables,
        @JsonProperty("wire_count") long wireCount,
        @JsonProperty("wire_errors") long wireErrors,
        @JsonProperty("wire_latency_micros_sum") long wireLatencyMicrosSum,
        @JsonProperty("wire_latency_micros_p50") long wireLatencyMicrosP50,
        @JsonProperty("wire_latency_micros_p99") long wireLatencyMicrosP99,
        @JsonProperty("wire_latency_micros_max") long wireLatencyMicrosMax,
        @JsonProperty("server_count") long serverCount,
        @JsonProperty("server_errors") long serverErrors,
        @JsonProperty("server_latency_micros_sum") long serverLatencyMicrosSum,
        @JsonProperty("server_rows_examined") long serverRowsExamined,
        @JsonProperty("server_rows_sent") long serverRowsSent,
        @JsonProperty("wire_share") @Nullable Double wireShare) {

    /**
     * The part of the server's own count that the wire saw; null where the server counted none. It
     * is above 1 where a server that is not watched answers, too.
     */
    public static @Nullable Double wireShare(long wireCount, long serverCount) {
        return serverCount == 0 ? null : (double) wireCount / serverCount;
    }
}
