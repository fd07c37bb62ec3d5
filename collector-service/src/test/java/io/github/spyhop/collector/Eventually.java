package io.github.spyhop.collector;

import java.time.Duration;
import java.time.Instant;

/** Waits for a condition. */
final class Eventually {

    private static final Duration MAX = Duration.ofSeconds(30);

    private Eventually() {}

    /** Runs assertions again and again until they hold. */
    static void hold(Runnable assertions) throws InterruptedException {
        Instant deadline = Instant.now().plus(MAX);
        while (true) {
            try {
                assertions.run();
                return;
            } catch (AssertionError notYet) {
                if (Instant.now().isAfter(deadline)) {
                    throw notYet;
                }
                Thread.sleep(50);
            }
        }
    }
}
