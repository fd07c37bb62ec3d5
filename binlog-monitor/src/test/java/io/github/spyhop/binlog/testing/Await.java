package io.github.spyhop.binlog.testing;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for conditions. */
public final class Await {

    private static final Duration MAX = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 20;

    private Await() {}

    /** Returns when the condition holds, and fails with its description after a minute. */
    public static void until(String what, Callable<Boolean> condition) {
        long end = System.nanoTime() + MAX.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("not within " + MAX.toSeconds() + " s: " + what);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (Exception failure) {
            throw new AssertionError("while waiting for: " + what, failure);
        }
    }
}
