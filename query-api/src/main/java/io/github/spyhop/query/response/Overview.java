package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * The first page: what is monitored, and what happens now.
 *
 * @param time when this was read
 * @param instances the registered instances
 * @param topDigests the families with the most time of the last quarter of an hour
 * @param slowQueries the newest slow statements
 * @param rowChanges the row changes that were published, over the same time
 */
public record Overview(
        Instant time,
        List<InstanceView> instances,
        @JsonProperty("top_digests") List<TopDigest> topDigests,
        @JsonProperty("slow_queries") List<ExplainedSlowQuery> slowQueries,
        @JsonProperty("row_changes") List<RowChangePoint> rowChanges) {

    /**
     * A slow statement with its plan, if there is one yet.
     *
     * @param slowQuery the statement
     * @param plan its newest plan
     */
    public record ExplainedSlowQuery(
            @JsonProperty("slow_query") SlowQueryView slowQuery,
            @org.jspecify.annotations.Nullable PlanView plan) {}
}
