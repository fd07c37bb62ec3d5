package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.model.store.WireSampleDocument;
import io.github.spyhop.query.read.DigestHistory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement of a family, as the wire showed it. */
public record SampleView(
        @JsonProperty("sent_at") Instant sentAt,
        String server,
        @Nullable String schema,
        @Nullable String user,
        String client,
        String statement,
        @Nullable List<String> values,
        boolean cut,
        boolean redacted,
        @JsonProperty("latency_micros") long latencyMicros,
        @JsonProperty("rows_sent") long rowsSent,
        @JsonProperty("rows_affected") long rowsAffected,
        @JsonProperty("error_number") int errorNumber,
        @Nullable String message,
        @Nullable String traceparent) {

    public static SampleView of(DigestHistory.Sample sample) {
        WireSampleDocument it = sample.it();
        return new SampleView(
                it.sentAt(),
                sample.server(),
                sample.schema(),
                sample.user(),
                it.client(),
                it.statement(),
                it.values(),
                it.cut(),
                it.redacted(),
                it.latencyMicros(),
                it.rowsSent(),
                it.rowsAffected(),
                it.errorNumber(),
                it.message(),
                it.traceparent());
    }
}
