package io.github.spyhop.probe.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What a server itself says of connections whose login was not seen. Called by the pipeline's
 * thread, for which it never waits.
 */
public interface SessionDirectory {

    /** Where no server is asked. */
    SessionDirectory NONE =
            new SessionDirectory() {
                @Override
                public @Nullable Told find(String server, String client, long sinceNanos) {
                    return null;
                }

                @Override
                public int answers() {
                    return 0;
                }
            };

    /**
     * A connection's state.
     *
     * @param schema its default schema, or null if it has none
     */
    record Told(String user, @Nullable String schema) {}

    /**
     * What is known of a connection; what is not will be asked for.
     *
     * @param server {@code host:port} as the client addressed it
     * @param client {@code host:port}
     * @param sinceNanos what the server said before, in nanoseconds since 1970, may be of another
     *     connection or an earlier state
     * @return null if it is not known, or not yet
     */
    @Nullable Told find(String server, String client, long sinceNanos);

    /** How often servers have answered: unless it changes, {@link #find} knows nothing new. */
    int answers();
}
