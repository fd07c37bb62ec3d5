package io.github.spyhop.model.store;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A slow statement as it was seen running ({@link StoreCollection#SLOW_QUERIES}).
 *
 * @param id {@code instance:server_uuid:thread_id:event_id}, which no other statement ever has
 * @param pid the connection's id, which MySQL uses again: for look-up only
 * @param time the duration in seconds so far or, once {@code end} is set, in all
 * @param sqlText as it was sent, cut at the server's limit where {@code truncated}
 */
public record SlowQueryDocument(
        @BsonId String id,
        String instance,
        @Nullable String db,
        long pid,
        @Nullable String user,
        @Nullable String host,
        double time,
        @BsonProperty("sql_text") String sqlText,
        boolean truncated,
        Instant start,
        @Nullable Instant end,
        @BsonProperty("digest_id") @Nullable String digestId,
        @BsonProperty("thread_id") long threadId,
        @BsonProperty("event_id") long eventId,
        @BsonProperty("rows_examined") long rowsExamined,
        @BsonProperty("rows_sent") long rowsSent,
        @BsonProperty("no_index") boolean noIndex) {}
