package io.github.spyhop.model.store;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A statement family's plan became another one ({@link StoreCollection#PLAN_CHANGES}).
 *
 * @param from the plan before
 * @param to the plan from now on
 * @param seenBefore whether the family had that plan at an earlier time already
 */
public record PlanChangeDocument(
        @BsonId String id,
        String instance,
        @Nullable String schema,
        @BsonProperty("digest_id") String digestId,
        @BsonProperty("changed_at") Instant changedAt,
        Plan from,
        Plan to,
        @BsonProperty("seen_before") boolean seenBefore) {

    /** One of the two plans. */
    public record Plan(
            @BsonProperty("plan_id") String planId,
            String shape,
            @Nullable String json,
            @Nullable String tree,
            @BsonProperty("created_at") Instant createdAt) {}
}
