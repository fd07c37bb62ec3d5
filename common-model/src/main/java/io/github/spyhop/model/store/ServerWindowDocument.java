package io.github.spyhop.model.store;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * What performance_schema counted for a statement family within a window ({@link
 * StoreCollection#SERVER_WINDOWS}), for one instance and schema.
 *
 * @param serverDigest MySQL's own {@code DIGEST}, which differs between its versions
 * @param command what was done with the family's statement: {@code query}, or, for a prepared one,
 *     {@code prepare}, {@code execute} or {@code deallocate}
 * @param latencySketch a {@link io.github.spyhop.model.window.LatencySketch}, made of the server's
 *     histogram, absent where that was not read
 */
public record ServerWindowDocument(
        @BsonId String id,
        String instance,
        @Nullable String schema,
        @BsonProperty("digest_id") String digestId,
        @BsonProperty("server_digest") String serverDigest,
        String command,
        @BsonProperty("window_start") Instant windowStart,
        @BsonProperty("window_seconds") int windowSeconds,
        long count,
        long errors,
        long warnings,
        @BsonProperty("latency_micros_sum") long latencyMicrosSum,
        @BsonProperty("lock_micros_sum") long lockMicrosSum,
        @BsonProperty("cpu_micros_sum") long cpuMicrosSum,
        @BsonProperty("rows_sent") long rowsSent,
        @BsonProperty("rows_examined") long rowsExamined,
        @BsonProperty("rows_affected") long rowsAffected,
        @BsonProperty("no_index_count") long noIndexCount,
        @BsonProperty("no_good_index_count") long noGoodIndexCount,
        @BsonProperty("full_scan_count") long fullScanCount,
        @BsonProperty("full_join_count") long fullJoinCount,
        @BsonProperty("tmp_tables") long tmpTables,
        @BsonProperty("tmp_disk_tables") long tmpDiskTables,
        @BsonProperty("sort_rows") long sortRows,
        @BsonProperty("sort_merge_passes") long sortMergePasses,
        @BsonProperty("latency_sketch") @Nullable Binary latencySketch) {}
