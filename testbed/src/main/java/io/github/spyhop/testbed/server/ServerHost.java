package io.github.spyhop.testbed.server;

/** Where servers run: this machine's processes, or containers. */
public interface ServerHost {

    /**
     * Starts a server and returns when it answers.
     *
     * @throws ServerUnavailableException if it cannot be had or does not start
     */
    RunningServer start(ServerKind kind, ServerOptions options);

    /** The words for people, such as "local processes". */
    String title();
}
