package io.github.spyhop.collector;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Runs something at a fixed rate on a virtual thread of its own until it is stopped; turns that
 * could not be kept are left out, not made up for.
 */
final class TaskLoop {

    private final Thread thread;

    private TaskLoop(Thread thread) {
        this.thread = thread;
    }

    /**
     * Starts a loop; its first turn is at once.
     *
     * @param turn must not throw
     */
    static TaskLoop start(String name, Duration interval, Runnable turn) {
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

    private static void loop(Duration interval, Runnable turn) {
        long step = interval.toNanos();
        // Turns of many instances are spread, lest all ask at once.
        long origin = System.nanoTime() + ThreadLocalRandom.current().nextLong(step);
        turn.run();
        while (!Thread.currentThread().isInterrupted()) {
            long late = Math.floorMod(System.nanoTime() - origin, step);
            try {
                Thread.sleep(Duration.ofNanos(step - late));
            } catch (InterruptedException stopped) {
                return;
            }
            turn.run();
        }
    }
}
