package io.github.spyhop.model.store;

import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an EXPLAIN ({@link StoreCollection#PLANS}) of a slow statement, or of a sample of a
 * statement family that costs much or whose cost rose.
 *
 * @param id the slow statement's id, or one of the sample's own
 * @param slowQueryId the slow statement's id; the plan's own id for a sample
 * @param status {@code planned}, {@code refused} or {@code failed}
 * @param analysis what was made of the plan, where there is one
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
        @BsonProperty("created_at") Instant createdAt,
        @Nullable Analysis analysis) {

    /** A plan without an analysis. */
    public PlanDocument(
            String id,
            String slowQueryId,
            String instance,
            @Nullable String db,
            long pid,
            @Nullable String user,
            double time,
            String sqlText,
            @Nullable String digestId,
            String status,
            ExplainResult explainResult,
            Instant createdAt) {
        this(
                id,
                slowQueryId,
                instance,
                db,
                pid,
                user,
                time,
                sqlText,
                digestId,
                status,
                explainResult,
                createdAt,
                null);
    }

    /**
     * What EXPLAIN gave.
     *
     * @param json the text of {@code EXPLAIN FORMAT=JSON}, in version 1 of its form, which every
     *     server has
     * @param tree the text of {@code EXPLAIN FORMAT=TREE}
     * @param error why there is none
     */
    public record ExplainResult(
            @Nullable String json, @Nullable String tree, @Nullable String error) {}

    /**
     * What a plan says.
     *
     * @param source {@code text}: the statement was explained again; {@code connection}: the plan is
     *     the one that ran; {@code sample}: no slow statement, but a sample of its family
     * @param jsonV2 the text in version 2 of the form, where the server has it
     * @param shape the plan without costs and values, as 32 hexadecimal digits: equal plans have
     *     equal shapes
     * @param rowsExaminedEstimate how many rows the optimizer expected to examine
     */
    public record Analysis(
            String source,
            @BsonProperty("json_v2") @Nullable String jsonV2,
            String shape,
            @BsonProperty("rows_examined_estimate") long rowsExaminedEstimate,
            List<Finding> findings) {

        public Analysis {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Something that is wrong in a plan.
     *
     * @param rule the rule's name, such as {@code full_scan}
     * @param table the table that it is about, if one
     * @param evidence the figures of the plan
     * @param suggestion what may mend it
     */
    public record Finding(
            String rule, @Nullable String table, String evidence, String suggestion) {}
}
