package io.github.spyhop.probe;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for a condition. */
public final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Waiting() {}

    /** Returns once the condition holds. */
    public static void until(String what, Duration max, Callable<Boolean> condition)
            throws Exception {
        long end = System.nanoTime() + max.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + max + ": " + what);
            }
            Thread.sleep(PAUSE);
        }
    }
}
