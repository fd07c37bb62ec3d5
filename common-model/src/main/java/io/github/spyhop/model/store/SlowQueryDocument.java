package io.github.spyhop.model.store;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A slow statement as it was seen running ({@link StoreCollection#SLOW_QUERIES}).
 *
 * @param id {@code instance:server_uuid:server_start:thread_id:event_id}, which no other statement
 *     ever has; {@code server_start} is in seconds since 1970, for a server counts its threads anew
 *     after each start
 * @param pid the connection's id, which MySQL uses again: for look-up only
 * @param time the duration in seconds so far or, once {@code end} is set, in all
 * @param sqlText as it was sent, cut at the server's limit where {@code truncated}
 * @param work what else the statement cost, absent where the server does not tell
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
        @BsonProperty("no_index") boolean noIndex,
        @Nullable Work work) {

    /** A statement of which no more is known. */
    public SlowQueryDocument(
            String id,
            String instance,
            @Nullable String db,
            long pid,
            @Nullable String user,
            @Nullable String host,
            double time,
            String sqlText,
            boolean truncated,
            Instant start,
            @Nullable Instant end,
            @Nullable String digestId,
            long threadId,
            long eventId,
            long rowsExamined,
            long rowsSent,
            boolean noIndex) {
        this(
                id,
                instance,
                db,
                pid,
                user,
                host,
                time,
                sqlText,
                truncated,
                start,
                end,
                digestId,
                threadId,
                eventId,
                rowsExamined,
                rowsSent,
                noIndex,
                null);
    }

    /**
     * What a statement cost beside its time.
     *
     * @param source {@code performance_schema}, or {@code processlist} where that is off; then the
     *     counts are not known
     * @param endEstimated whether {@code end} is only known to lie between two looks at the server,
     *     because its history had moved on
     * @param prepared whether it was the execution of a prepared statement
     * @param nestedIn the {@code event_id} of the CALL or EVENT that it is part of
     * @param errorNumber MySQL's error number, if it failed
     */
    public record Work(
            String source,
            @BsonProperty("end_estimated") boolean endEstimated,
            boolean prepared,
            @BsonProperty("nested_in") @Nullable Long nestedIn,
            @BsonProperty("lock_micros") long lockMicros,
            @BsonProperty("rows_affected") long rowsAffected,
            @BsonProperty("tmp_tables") long tmpTables,
            @BsonProperty("tmp_disk_tables") long tmpDiskTables,
            @BsonProperty("no_good_index") boolean noGoodIndex,
            @BsonProperty("error_number") @Nullable Integer errorNumber,
            @BsonProperty("error_message") @Nullable String errorMessage) {}
}
