package io.github.spyhop.model.store;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What performance_schema counted for a statement family within a window ({@link
 * StoreCollection#SERVER_WINDOWS}), for one instance and schema.
 *
 * @param serverDigest MySQL's own {@code DIGEST}, which differs between its versions
 */
public record ServerWindowDocument(
        @BsonId String id,
        String instance,
        @Nullable String schema,
        @BsonProperty("digest_id") String digestId,
        @BsonProperty("server_digest") String serverDigest,
        @BsonProperty("window_start") Instant windowStart,
        @BsonProperty("window_seconds") int windowSeconds,
        long count,
        long errors,
        long warnings,
        @BsonProperty("latency_micros_sum") long latencyMicrosSum,
        @BsonProperty("lock_micros_sum") long lockMicrosSum,
        @BsonProperty("rows_sent") long rowsSent,
        @BsonProperty("rows_examined") long rowsExamined,
        @BsonProperty("rows_affected") long rowsAffected,
        @BsonProperty("no_index_count") long noIndexCount) {}
