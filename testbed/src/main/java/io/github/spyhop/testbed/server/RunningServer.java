package io.github.spyhop.testbed.server;

/** A server that was started, and that a test may kill and start again with its data. */
public interface RunningServer {

    ServerAddress address();

    /** Ends it in good order; its data stay until the run ends. */
    void stop();

    /** Ends it at once, as a crash would. */
    void kill();

    /**
     * Runs an administration program of the server's package where the server runs, such as {@code
     * rabbitmqctl}; RabbitMQ only.
     */
    void administer(String program, String... arguments);

    /** Starts it again after {@link #stop} or {@link #kill}, on the same port with the same data. */
    void startAgain();
}
