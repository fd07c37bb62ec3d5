package io.github.spyhop.query.response;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.model.store.AlertRuleDocument;
import io.github.spyhop.model.store.UsualAlertRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is watched for.
 *
 * @param id its name
 * @param kind what it is about, such as {@code threshold} or {@code plan_changed}
 * @param usual whether it is there from the beginning; such a rule is switched off, not deleted
 * @param enabled whether it is watched for
 * @param instances the instances that it is of; of all, if empty
 * @param metric the status variable of a {@code threshold} or {@code rate}; absent elsewhere
 * @param comparison {@code above} or {@code below}
 * @param threshold a value, a growth a second, a factor of the usual latency, bytes a day or seconds,
 *     as the kind has it
 * @param forSeconds how long it must hold before it fires
 * @param holdOffSeconds how long after a notice the next of the same alert may come
 * @param resolveAfterSeconds how long it must not hold before it is over
 * @param severity {@code info}, {@code warning} or {@code critical}
 * @param channels the channels that are told; all, if empty
 * @param template the notice's text; absent, where it is the usual one
 */
@JsonNaming(SnakeCaseStrategy.class)
public record AlertRuleView(
        String id,
        String kind,
        boolean usual,
        boolean enabled,
        List<String> instances,
        @Nullable String metric,
        String comparison,
        double threshold,
        long forSeconds,
        long holdOffSeconds,
        long resolveAfterSeconds,
        String severity,
        List<String> channels,
        @Nullable String template) {

    public AlertRuleView {
        instances = List.copyOf(instances);
        channels = List.copyOf(channels);
    }

    public static AlertRuleView of(AlertRuleDocument rule) {
        return new AlertRuleView(
                rule.id(),
                rule.kind(),
                UsualAlertRules.has(rule.id()),
                rule.enabled(),
                rule.instances(),
                rule.metric(),
                rule.comparison(),
                rule.threshold(),
                rule.forSeconds(),
                rule.holdOffSeconds(),
                rule.resolveAfterSeconds(),
                rule.severity(),
                rule.channels(),
                rule.template());
    }
}
