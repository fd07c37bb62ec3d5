package io.github.spyhop.collector.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/** Allows so many plans of one instance within a minute. Not thread-safe. */
public final class ExplainRate {

    private static final Duration SPAN = Duration.ofMinutes(1);

    private final int perMinuteMax;
    private final ArrayDeque<Instant> taken = new ArrayDeque<>();

    public ExplainRate(int perMinuteMax) {
        this.perMinuteMax = perMinuteMax;
    }

    /** Whether one more may be asked for now. */
    public boolean take(Instant now) {
        while (!taken.isEmpty() && taken.peekFirst().isBefore(now.minus(SPAN))) {
            taken.removeFirst();
        }
        if (taken.size() >= perMinuteMax) {
            return false;
        }
        taken.addLast(now);
        return true;
    }
}
