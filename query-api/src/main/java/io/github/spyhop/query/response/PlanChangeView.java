package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.model.store.PlanChangeDocument;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A statement family's plan became another one; flat, for Grafana's annotations.
 *
 * @param time when the new plan was seen
 * @param fromTree the plan before, as {@code EXPLAIN FORMAT=TREE}
 * @param toTree the plan after
 * @param fromPlanId the id of the plan before
 * @param toPlanId the id of the plan after
 * @param seenBefore whether the family had that plan at an earlier time already
 */
public record PlanChangeView(
        Instant time,
        String instance,
        @Nullable String schema,
        @JsonProperty("digest_id") String digestId,
        @JsonProperty("from_tree") @Nullable String fromTree,
        @JsonProperty("to_tree") @Nullable String toTree,
        @JsonProperty("from_plan_id") String fromPlanId,
        @JsonProperty("to_plan_id") String toPlanId,
        @JsonProperty("seen_before") boolean seenBefore) {

    public static PlanChangeView of(PlanChangeDocument change) {
        return new PlanChangeView(
                change.changedAt(),
                change.instance(),
                change.schema(),
                change.digestId(),
                change.from().tree(),
                change.to().tree(),
                change.from().planId(),
                change.to().planId(),
                change.seenBefore());
    }
}
