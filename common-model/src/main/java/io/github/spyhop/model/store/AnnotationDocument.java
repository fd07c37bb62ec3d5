package io.github.spyhop.model.store;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Something that people or programs did, such as a deployment ({@link
 * StoreCollection#ANNOTATIONS}).
 *
 * @param at when, or when it began
 * @param endAt when it ended, if it took a while
 * @param kind {@code deployment} or {@code note}
 * @param instance the instance that it was on; null, if it was on all or on none
 * @param tags words, separated by commas
 * @param by the name of the token that said so
 */
public record AnnotationDocument(
        @BsonId String id,
        Instant at,
        @BsonProperty("end_at") @Nullable Instant endAt,
        String kind,
        @Nullable String instance,
        String title,
        @Nullable String text,
        @Nullable String tags,
        String by) {}
