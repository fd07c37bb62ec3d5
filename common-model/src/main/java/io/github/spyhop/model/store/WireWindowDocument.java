package io.github.spyhop.model.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * What the wire showed of a statement family within a window ({@link
 * StoreCollection#WIRE_WINDOWS}), for one server, schema, user and client.
 *
 * @param id made of the probe's run, the key and the window's start, so that a window sent twice is
 *     stored once
 * @param server {@code host:port} as the client addressed it
 * @param sessionFromProcesslist whether schema or user were told by the server, as the login was
 *     not seen
 * @param client the client's address without its port, or {@code *} where keys beyond the limit
 *     were folded together
 * @param count answered statements, {@code errors} of them with an error
 * @param lost statements whose answer was not seen; they are not in {@code count}
 * @param preparedCount how often it was prepared; executions are in {@code count}
 * @param latencySketch a {@link io.github.spyhop.model.window.LatencySketch}, latency being from
 *     the last byte of the request to the last byte of the response
 * @param wasSlowCount how often the server said that its own threshold was exceeded
 * @param slowCount how often the probe's threshold was exceeded
 * @param errorNumbers the server's error numbers, and how often each came
 * @param sample one statement at random
 * @param slowSamples statements above the probe's threshold, the slowest first
 */
public record WireWindowDocument(
        @BsonId String id,
        String probe,
        String server,
        @Nullable String schema,
        @Nullable String user,
        @BsonProperty("session_from_processlist") boolean sessionFromProcesslist,
        String client,
        @BsonProperty("digest_id") String digestId,
        @BsonProperty("window_start") Instant windowStart,
        @BsonProperty("window_seconds") int windowSeconds,
        long count,
        long errors,
        long lost,
        @BsonProperty("prepared_count") long preparedCount,
        @BsonProperty("rows_sent") long rowsSent,
        @BsonProperty("rows_affected") long rowsAffected,
        @BsonProperty("response_bytes") long responseBytes,
        @BsonProperty("latency_micros_sum") long latencyMicrosSum,
        @BsonProperty("latency_micros_min") long latencyMicrosMin,
        @BsonProperty("latency_micros_max") long latencyMicrosMax,
        @BsonProperty("latency_sketch") Binary latencySketch,
        @BsonProperty("failed_latency_micros_sum") long failedLatencyMicrosSum,
        @BsonProperty("no_index_count") long noIndexCount,
        @BsonProperty("no_good_index_count") long noGoodIndexCount,
        @BsonProperty("was_slow_count") long wasSlowCount,
        @BsonProperty("slow_count") long slowCount,
        @BsonProperty("error_numbers") Map<String, Long> errorNumbers,
        @BsonProperty("first_seen") Instant firstSeen,
        @BsonProperty("last_seen") Instant lastSeen,
        @Nullable WireSampleDocument sample,
        @BsonProperty("slow_samples") List<WireSampleDocument> slowSamples) {

    public WireWindowDocument {
        errorNumbers = Map.copyOf(errorNumbers);
        slowSamples = List.copyOf(slowSamples);
    }
}
