package io.github.spyhop.testbed.server;

/** A server that was started, and that a test may kill and start again with its data. */
public interface RunningServer {

    ServerAddress address();

    /** Ends it in good order; its data stay until the run ends. */
    void stop();

    /** Ends it at once, as a crash would. */
    void kill();

    /** Starts it again after {@link #stop} or {@link #kill}, on the same port with the same data. */
    void startAgain();
}
