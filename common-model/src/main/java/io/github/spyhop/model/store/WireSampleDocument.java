package io.github.spyhop.model.store;

import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One statement as the wire showed it, within a {@link WireWindowDocument}.
 *
 * @param statement as it was sent or, with {@code redacted}, with {@code ?} for its literals
 * @param values what a prepared statement was executed with, as SQL literals; null where they are
 *     redacted, unknown, or there are none
 * @param cut whether the end of the statement, or values, are missing, as they were long
 * @param client {@code host:port}
 * @param firstByteMicros from the last byte of the request to the first byte of the response
 * @param message the server's, null where it is redacted
 * @param traceparent the W3C trace context that the client sent along
 */
public record WireSampleDocument(
        String statement,
        @Nullable List<String> values,
        boolean cut,
        boolean redacted,
        @BsonProperty("sent_at") Instant sentAt,
        String client,
        @BsonProperty("latency_micros") long latencyMicros,
        @BsonProperty("first_byte_micros") long firstByteMicros,
        @BsonProperty("rows_sent") long rowsSent,
        @BsonProperty("rows_affected") long rowsAffected,
        @BsonProperty("status_flags") int statusFlags,
        @BsonProperty("error_number") int errorNumber,
        @BsonProperty("sql_state") @Nullable String sqlState,
        @Nullable String message,
        @Nullable String traceparent) {

    public WireSampleDocument {
        values = values == null ? null : List.copyOf(values);
    }
}
