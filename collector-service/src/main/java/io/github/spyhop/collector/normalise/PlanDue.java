package io.github.spyhop.collector.normalise;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which families' plans were looked at so lately that they are not due again. Not thread-safe. */
public final class PlanDue {

    private static final Duration FRESH = Duration.ofHours(1);
    private static final int REMEMBERED_MAX = 2_000;

    /** When a family was explained last, the longest unused first. */
    private final Map<String, Instant> explainedAt =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
                    return size() > REMEMBERED_MAX;
                }
            };

    /** Whether a family is due; it is not for an hour from then on. */
    public boolean take(String family, Instant now) {
        boolean isDue = explainedAt.getOrDefault(family, Instant.EPOCH).plus(FRESH).isBefore(now);
        if (isDue) {
            explainedAt.put(family, now);
        }
        return isDue;
    }

    /** It is due for another reason; it is not for an hour from then on. */
    public boolean takeAnyway(String family, Instant now) {
        explainedAt.put(family, now);
        return true;
    }
}
