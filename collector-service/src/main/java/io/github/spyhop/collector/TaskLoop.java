package io.github.spyhop.collector;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Runs something at a fixed rate on a virtual thread of its own until it is stopped; turns that
 * could not be kept are left out, not made up for.
 */
final class TaskLoop {

    private static final long FIRST_WITHIN_NANOS = Duration.ofSeconds(5).toNanos();

    private final Thread thread;

    private TaskLoop(Thread thread) {
        this.thread = thread;
    }

    /**
     * Starts a loop; its first turn is soon, but not that of all loops that start together at once.
     *
     * @param turn is told how late it begins, and must not throw
     */
    static TaskLoop start(String name, Duration interval, Consumer<Duration> turn) {
        return new TaskLoop(Thread.ofVirtual().name(name).start(() -> loop(interval, turn)));
    }

    /** Asks the loop to end and waits for it. */
    void stop(Duration wait) {
        thread.interrupt();
        try {
            thread.join(wait);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void loop(Duration interval, Consumer<Duration> turn) {
        long step = interval.toNanos();
        // Turns of many instances are spread, lest all ask at once.
        long origin = System.nanoTime() + ThreadLocalRandom.current().nextLong(step);
        try {
            Thread.sleep(
                    Duration.ofNanos(
                            ThreadLocalRandom.current()
                                    .nextLong(Math.min(step / 4, FIRST_WITHIN_NANOS) + 1)));
        } catch (InterruptedException stopped) {
            return;
        }
        turn.accept(Duration.ZERO);
        while (!Thread.currentThread().isInterrupted()) {
            long now = System.nanoTime();
            long due = now + step - Math.floorMod(now - origin, step);
            try {
                Thread.sleep(Duration.ofNanos(due - now));
            } catch (InterruptedException stopped) {
                return;
            }
            turn.accept(Duration.ofNanos(Math.max(0, System.nanoTime() - due)));
        }
    }
}
