package io.github.spyhop.model.store;

import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Something to watch for ({@link StoreCollection#ALERT_RULES}).
 *
 * @param id the rule's name
 * @param kind the name of an {@link AlertRuleKind}
 * @param instances the instances that it holds for; all where it is empty
 * @param metric the status variable of a {@code threshold} (its value) or a {@code rate} (its growth
 *     a second)
 * @param comparison {@code above} or {@code below}
 * @param threshold what is compared with: a value, a growth a second, a factor of the usual latency,
 *     bytes a day or seconds, as the kind has it
 * @param forSeconds how long it must hold before it is told
 * @param holdOffSeconds how long after one notice the next of the same alert may come
 * @param resolveAfterSeconds how long it must not hold before it is over
 * @param severity {@code info}, {@code warning} or {@code critical}
 * @param channels the names of the channels; all where it is empty
 * @param template the notice's text, of the fields of {@link AlertDocument}; a text of the kind's own
 *     where it is absent
 */
public record AlertRuleDocument(
        @BsonId String id,
        String kind,
        boolean enabled,
        List<String> instances,
        @Nullable String metric,
        String comparison,
        double threshold,
        @BsonProperty("for_seconds") long forSeconds,
        @BsonProperty("hold_off_seconds") long holdOffSeconds,
        @BsonProperty("resolve_after_seconds") long resolveAfterSeconds,
        String severity,
        List<String> channels,
        @Nullable String template) {

    public static final String ABOVE = "above";
    public static final String BELOW = "below";

    public AlertRuleDocument {
        instances = List.copyOf(instances);
        channels = List.copyOf(channels);
    }

    /** Whether it is of an instance. */
    public boolean isOf(String instance) {
        return instances.isEmpty() || instances.contains(instance);
    }
}
