package io.github.spyhop.collector.poll.perfschema;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The counters of a digest, cumulative or the difference of two such; 64 bits each, unsigned, so
 * that differences are right even after one overflowed.
 */
public record Counters(Map<DigestCounter, Long> values) {

    public Counters {
        values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    /** Makes counters of a function of their names. */
    public static Counters of(ToLongFunction<DigestCounter> value) {
        EnumMap<DigestCounter, Long> values = new EnumMap<>(DigestCounter.class);
        for (DigestCounter counter : DigestCounter.values()) {
            values.put(counter, value.applyAsLong(counter));
        }
        return new Counters(values);
    }

    public long get(DigestCounter counter) {
        return values.getOrDefault(counter, 0L);
    }

    /** What was counted since. */
    public Counters since(Counters earlier) {
        return of(counter -> get(counter) - earlier.get(counter));
    }
}
