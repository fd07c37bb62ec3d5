package io.github.spyhop.probe.live;

import io.github.spyhop.probe.report.WindowTime;
import java.time.Duration;
import java.time.Instant;

/**
 * Cuts time into windows that begin at multiples of the interval, whichever probe counts them. A
 * changed interval holds from the next window on, which ends at a multiple of the new one.
 */
final class WindowClock {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private volatile long intervalSeconds;
    private long startSecond;
    private long endNanos = Long.MIN_VALUE;
    private boolean started;

    WindowClock(Duration interval) {
        interval(interval);
    }

    /** Changes the length of the windows to come. */
    void interval(Duration interval) {
        intervalSeconds = Math.max(1, interval.toSeconds());
    }

    Duration interval() {
        return Duration.ofSeconds(intervalSeconds);
    }

    /** Starts the first window, or the one that this time belongs to. */
    void start(long nanos) {
        started = true;
        begin(Math.floorDiv(nanos, NANOS_PER_SECOND * intervalSeconds) * intervalSeconds);
    }

    boolean isStarted() {
        return started;
    }

    boolean isOver(long nanos) {
        return nanos >= endNanos;
    }

    /** The window that is counted now. */
    WindowTime window() {
        return new WindowTime(
                Instant.ofEpochSecond(startSecond),
                (int) (endNanos / NANOS_PER_SECOND - startSecond));
    }

    /** Goes on to the window of this time; nothing was counted in those between. */
    void next(long nanos) {
        long second = endNanos / NANOS_PER_SECOND;
        long newest = Math.floorDiv(nanos, NANOS_PER_SECOND * intervalSeconds) * intervalSeconds;
        begin(Math.max(second, newest));
    }

    private void begin(long second) {
        startSecond = second;
        endNanos =
                (Math.floorDiv(second, intervalSeconds) + 1) * intervalSeconds * NANOS_PER_SECOND;
    }
}
