package io.github.spyhop.model.store;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A shape that the plans of a statement family had on an instance ({@link
 * StoreCollection#PLAN_SHAPES}).
 *
 * @param plans how many plans had it
 * @param planId the newest of them
 */
public record PlanShapeDocument(
        @BsonId String id,
        String instance,
        @Nullable String schema,
        @BsonProperty("digest_id") String digestId,
        String shape,
        long plans,
        @BsonProperty("plan_id") String planId,
        @BsonProperty("first_seen") Instant firstSeen,
        @BsonProperty("last_seen") Instant lastSeen) {}
