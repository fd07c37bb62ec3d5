package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.model.store.AlertDocument;
import java.time.Instant;
import java.util.Map;
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
 * @param firedAt when people were told; absent while it is pending
 * @param resolvedAt when it ended
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
        String summary,
        Map<String, String> details) {

    public AlertView {
        details = Map.copyOf(details);
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
                alert.summary(),
                alert.details());
    }
}
