package io.github.spyhop.model.store;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an EXPLAIN of a slow statement ({@link StoreCollection#PLANS}).
 *
 * @param id the slow statement's id
 * @param status {@code planned}, {@code refused} or {@code failed}
 */
public record PlanDocument(
        @BsonId String id,
        @BsonProperty("slow_query_id") String slowQueryId,
        String instance,
        @Nullable String db,
        long pid,
        @Nullable String user,
        double time,
        @BsonProperty("sql_text") String sqlText,
        @BsonProperty("digest_id") @Nullable String digestId,
        String status,
        @BsonProperty("explain_result") ExplainResult explainResult,
        @BsonProperty("created_at") Instant createdAt) {

    /**
     * What EXPLAIN gave.
     *
     * @param json the text of {@code EXPLAIN FORMAT=JSON}
     * @param tree the text of {@code EXPLAIN FORMAT=TREE}
     * @param error why there is none
     */
    public record ExplainResult(
            @Nullable String json, @Nullable String tree, @Nullable String error) {}
}
