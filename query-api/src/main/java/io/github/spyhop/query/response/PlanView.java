package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.model.store.PlanDocument;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an EXPLAIN.
 *
 * @param time the statement's duration in seconds
 * @param status {@code planned}, {@code refused} or {@code failed}
 * @param createdAt when it was explained
 * @param explainResult what EXPLAIN gave; left out of lists
 * @param findings what is wrong in the plan, with the evidence
 */
public record PlanView(
        long pid,
        String instance,
        @Nullable String db,
        @Nullable String user,
        double time,
        @JsonProperty("sql_text") String sqlText,
        @JsonProperty("slow_query_id") String slowQueryId,
        @JsonProperty("digest_id") @Nullable String digestId,
        String status,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("explain_result") PlanDocument.@Nullable ExplainResult explainResult,
        List<PlanDocument.Finding> findings) {

    public PlanView {
        findings = List.copyOf(findings);
    }

    public static PlanView inList(PlanDocument plan) {
        return of(plan, null);
    }

    public static PlanView whole(PlanDocument plan) {
        return of(plan, plan.explainResult());
    }

    private static PlanView of(PlanDocument plan, PlanDocument.@Nullable ExplainResult result) {
        return new PlanView(
                plan.pid(),
                plan.instance(),
                plan.db(),
                plan.user(),
                plan.time(),
                plan.sqlText(),
                plan.slowQueryId(),
                plan.digestId(),
                plan.status(),
                plan.createdAt(),
                result,
                plan.analysis() == null ? List.of() : plan.analysis().findings());
    }
}
