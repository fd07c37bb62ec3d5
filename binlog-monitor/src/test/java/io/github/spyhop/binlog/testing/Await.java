package io.github.spyhop.binlog.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits for conditions, by Awaitility, with one limit for all tests of this module. */
public final class Await {

    private static final Duration MAX = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Await() {}

    /** Returns when the condition holds, and fails with its description after a minute. */
    public static void until(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(MAX)
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .until(condition);
    }
}
