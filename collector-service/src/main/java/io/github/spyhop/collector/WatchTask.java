package io.github.spyhop.collector;

import java.time.Duration;

/** Something that is asked of an instance again and again. */
interface WatchTask {

    /** The name in states, metrics and logs. */
    String name();

    /** How often it is asked. */
    Duration interval();

    /** Asks once; called by one thread at a time. */
    void run();

    /** Ends what it started beside {@link #run}, which is not called any more. */
    default void stop() {}
}
