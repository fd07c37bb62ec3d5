package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.model.store.AlertDocument;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found.
 *
 * @param id stays the same while the alert lasts
 * @param rule the rule that found it
 * @param kind what was found, such as {@code plan_changed}
 * @param severity {@code info}, {@code warning} or {@code critical}
 * @param subject what it is about, such as a digest id or an EVENT's name; empty for the instance
 * @param state whether it is pending, firing or resolved
 * @param since when it began
 * @param firedAt when it began to fire last; absent while it never did
 * @param resolvedAt when it ended
 * @param firedCount how often it ever fired
 * @param firings when it fired, the latest first; at most 100
 * @param summary what was found, in a sentence
 * @param details the figures behind it, by name
 */
public record AlertView(
        String id,
        String rule,
        String kind,
        String severity,
        String instance,
        String subject,
        String state,
        Instant since,
        @JsonProperty("fired_at") @Nullable Instant firedAt,
        @JsonProperty("resolved_at") @Nullable Instant resolvedAt,
        @JsonProperty("fired_count") long firedCount,
        List<Firing> firings,
        String summary,
        Map<String, String> details) {

    /**
     * From where it began to fire to where it was over.
     *
     * @param firedAt when it began
     * @param resolvedAt when it was over; absent while it fires
     */
    @Schema(name = "Firing")
    public record Firing(
            @JsonProperty("fired_at") Instant firedAt,
            @JsonProperty("resolved_at") @Nullable Instant resolvedAt) {}

    public AlertView {
        details = Map.copyOf(details);
        firings = List.copyOf(firings);
    }

    public static AlertView of(AlertDocument alert) {
        return new AlertView(
                alert.id(),
                alert.rule(),
                alert.kind(),
                alert.severity(),
                alert.instance(),
                alert.subject(),
                alert.state(),
                alert.since(),
                alert.firedAt(),
                alert.resolvedAt(),
                alert.firedCount(),
                alert.firings().reversed().stream()
                        .map(firing -> new Firing(firing.firedAt(), firing.resolvedAt()))
                        .toList(),
                alert.summary(),
                alert.details());
    }
}
