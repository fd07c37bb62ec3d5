package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.model.store.AlertDocument;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a rule found. */
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
