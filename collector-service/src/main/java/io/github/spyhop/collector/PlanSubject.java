package io.github.spyhop.collector;

import io.github.spyhop.model.store.SlowQueryDocument;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a plan is of: a slow statement, or a sample of a statement family.
 *
 * @param id of the plan
 * @param sqlText as it is kept, perhaps without its literals
 */
record PlanSubject(
        String id,
        String instance,
        @Nullable String schema,
        long connectionId,
        @Nullable String user,
        double seconds,
        String sqlText,
        @Nullable String digestId) {

    /** Whether it is a sample of a family, not a slow statement. */
    boolean isSample() {
        return connectionId == 0;
    }

    static PlanSubject of(SlowQueryDocument slow) {
        return new PlanSubject(
                slow.id(),
                slow.instance(),
                slow.db(),
                slow.pid(),
                slow.user(),
                slow.time(),
                slow.sqlText(),
                slow.digestId());
    }

    static PlanSubject ofSample(
            String instance, @Nullable String schema, String sqlText, String digestId) {
        String id = instance + ":sample:" + UUID.randomUUID();
        return new PlanSubject(id, instance, schema, 0, null, 0, sqlText, digestId);
    }
}
