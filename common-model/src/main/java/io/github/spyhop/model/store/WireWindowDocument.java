package io.github.spyhop.model.store;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * What the wire showed of a statement family within a window ({@link
 * StoreCollection#WIRE_WINDOWS}), for one server, schema, user and client.
 *
 * @param id made of the probe, the key and the window's start, so that a window sent twice is
 *     stored once
 * @param server {@code host:port} as the client addressed it
 * @param client the client's address without its port
 * @param count answered exchanges, {@code errors} of them with an error
 * @param latencySketch a {@link io.github.spyhop.model.window.LatencySketch}, latency being from
 *     the last byte of the request to the last byte of the response
 */
public record WireWindowDocument(
        @BsonId String id,
        String probe,
        String server,
        @Nullable String schema,
        @Nullable String user,
        String client,
        @BsonProperty("digest_id") String digestId,
        @BsonProperty("window_start") Instant windowStart,
        @BsonProperty("window_seconds") int windowSeconds,
        long count,
        long errors,
        @BsonProperty("rows_sent") long rowsSent,
        @BsonProperty("rows_affected") long rowsAffected,
        @BsonProperty("latency_micros_sum") long latencyMicrosSum,
        @BsonProperty("latency_micros_min") long latencyMicrosMin,
        @BsonProperty("latency_micros_max") long latencyMicrosMax,
        @BsonProperty("latency_sketch") Binary latencySketch,
        @BsonProperty("no_index_count") long noIndexCount,
        @BsonProperty("first_seen") Instant firstSeen,
        @BsonProperty("last_seen") Instant lastSeen,
        @Nullable String sample) {}
