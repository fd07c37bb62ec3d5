package io.github.spyhop.cli.demo;

import io.github.spyhop.cli.run.CommandFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** Waits until something is so. */
final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private Waiting() {}

    /**
     * Asks again and again.
     *
     * @throws CommandFailedException if it is not so when the time is over
     */
    static void until(String what, Duration time, Callable<Boolean> question) throws Exception {
        if (!isSoWithin(time, question)) {
            throw new CommandFailedException(
                    "waited %d s in vain until %s".formatted(time.toSeconds(), what));
        }
    }

    /** Asks again and again; whether it was so before the time was over. */
    static boolean isSoWithin(Duration time, Callable<Boolean> question) throws Exception {
        Instant deadline = Instant.now().plus(time);
        while (!question.call()) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            Thread.sleep(PAUSE);
        }
        return true;
    }
}
