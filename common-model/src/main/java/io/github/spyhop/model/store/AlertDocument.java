package io.github.spyhop.model.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found ({@link StoreCollection#ALERTS}): one document for each rule, instance and
 * subject, which fires and is resolved again and again.
 *
 * @param id {@code rule:instance:subject}
 * @param subject what it is about, such as a digest id or an EVENT's name; empty for the instance
 * @param state "pending", "firing" or "resolved"
 * @param since since when it is in this state
 * @param firedAt when it last began to fire
 * @param summary one sentence for a person
 * @param details the figures behind it
 * @param undelivered the channels that were to be told and were not yet
 * @param lastError why a channel could not be told, last
 * @param firings when it fired, the latest last; at most {@link #FIRINGS_MAX}, the oldest go first
 * @param firedCount how often it ever fired
 * @param version grows with each change
 */
public record AlertDocument(
        @BsonId String id,
        String rule,
        String kind,
        String severity,
        String instance,
        String subject,
        String state,
        Instant since,
        @BsonProperty("last_breach_at") Instant lastBreachAt,
        @BsonProperty("fired_at") @Nullable Instant firedAt,
        @BsonProperty("notified_at") @Nullable Instant notifiedAt,
        @BsonProperty("resolved_at") @Nullable Instant resolvedAt,
        String summary,
        Map<String, String> details,
        List<String> undelivered,
        @BsonProperty("last_error") @Nullable String lastError,
        List<Firing> firings,
        @BsonProperty("fired_count") long firedCount,
        long version) {

    /** A document is written anew with each change; a firing more is no reason for it to grow. */
    public static final int FIRINGS_MAX = 100;

    /**
     * From where it began to fire to where it was over.
     *
     * @param resolvedAt absent while it fires
     */
    public record Firing(
            @BsonProperty("fired_at") Instant firedAt,
            @BsonProperty("resolved_at") @Nullable Instant resolvedAt) {}

    public AlertDocument {
        details = Map.copyOf(details);
        undelivered = List.copyOf(undelivered);
        firings = List.copyOf(firings);
    }

    /** The same, with other channels that are to be told. */
    public AlertDocument undelivered(List<String> channels) {
        return new AlertDocument(
                id,
                rule,
                kind,
                severity,
                instance,
                subject,
                state,
                since,
                lastBreachAt,
                firedAt,
                notifiedAt,
                resolvedAt,
                summary,
                details,
                channels,
                lastError,
                firings,
                firedCount,
                version);
    }
}
