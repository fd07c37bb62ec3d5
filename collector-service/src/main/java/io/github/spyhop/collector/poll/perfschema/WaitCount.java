package io.github.spyhop.collector.poll.perfschema;

/**
 * How often an event was waited for, and for how long. 64 bits each, unsigned: of many threads
 * together, picoseconds overflow within months, and differences are right all the same.
 */
public record WaitCount(long count, long picos) {

    private static final long PICOS_PER_MICRO = 1_000_000;

    public static final WaitCount NONE = new WaitCount(0, 0);

    public WaitCount since(WaitCount earlier) {
        return new WaitCount(count - earlier.count, picos - earlier.picos);
    }

    public WaitCount plus(WaitCount other) {
        return new WaitCount(count + other.count, picos + other.picos);
    }

    public long micros() {
        return Math.round((double) picos / PICOS_PER_MICRO);
    }
}
