package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.model.store.WireSampleDocument;
import io.github.spyhop.query.read.DigestHistory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a family, as the wire showed it.
 *
 * @param sentAt when the client sent it
 * @param server the address that it was sent to
 * @param client the address that it came from
 * @param statement the statement's text
 * @param values what was bound to it, if it was prepared
 * @param cut whether the text is cut
 * @param redacted whether its values were replaced
 * @param latencyMicros how long it took, in microseconds
 * @param rowsSent rows that were answered
 * @param rowsAffected rows that were changed
 * @param errorNumber MySQL's number of the error; 0, if it had none
 * @param message the server's text of the error
 * @param traceparent the trace that it is part of, as W3C's Trace Context has it
 */
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
