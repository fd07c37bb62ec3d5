package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/** The first page: what is monitored, and what happens now. */
public record Overview(
        Instant time,
        List<InstanceView> instances,
        @JsonProperty("top_digests") List<TopDigest> topDigests,
        @JsonProperty("slow_queries") List<ExplainedSlowQuery> slowQueries,
        @JsonProperty("row_changes") List<RowChangePoint> rowChanges) {

    /** A slow statement with its plan, if there is one yet. */
    public record ExplainedSlowQuery(
            @JsonProperty("slow_query") SlowQueryView slowQuery,
            @org.jspecify.annotations.Nullable PlanView plan) {}
}
