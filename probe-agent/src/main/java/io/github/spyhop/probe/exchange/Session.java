package io.github.spyhop.probe.exchange;

import io.github.spyhop.probe.digest.Keyed;
import org.jspecify.annotations.Nullable;

/** Who talks to which server about which schema, as far as it is known. */
public final class Session extends Keyed {

    /** Stands for every client of keys that were folded together. */
    public static final String FOLDED_CLIENT = "*";

    private final ServerTally tally;
    private final String client;
    private final @Nullable String user;
    private final @Nullable String schema;
    private final boolean told;

    Session(ServerTally tally, String client, @Nullable String user, @Nullable String schema) {
        this(tally, client, user, schema, false);
    }

    private Session(
            ServerTally tally,
            String client,
            @Nullable String user,
            @Nullable String schema,
            boolean told) {
        this.tally = tally;
        this.client = client;
        this.user = user;
        this.schema = schema;
        this.told = told;
    }

    Session withUser(@Nullable String other) {
        return new Session(tally, client, other, schema);
    }

    Session withSchema(@Nullable String other) {
        return new Session(tally, client, user, other, told);
    }

    /** With what the server's processlist says. */
    Session told(@Nullable String toldUser, @Nullable String toldSchema) {
        return new Session(tally, client, toldUser, toldSchema, true);
    }

    /** All users and clients of this server and schema, together. */
    public Session folded() {
        return new Session(tally, FOLDED_CLIENT, null, schema);
    }

    /** All sessions of this server, together. */
    public Session foldedBySchema() {
        return new Session(tally, FOLDED_CLIENT, null, null);
    }

    /** Whether user or schema are not from the wire, but from the server's processlist. */
    public boolean isTold() {
        return told;
    }

    public ServerTally tally() {
        return tally;
    }

    /** {@code host:port} as the client addressed it. */
    public String server() {
        return tally.server();
    }

    /** The client's address without its port. */
    public String client() {
        return client;
    }

    /** The account's name, or null if the login was not seen. */
    public @Nullable String user() {
        return user;
    }

    /** The default schema, or null if there is none or it is not known. */
    public @Nullable String schema() {
        return schema;
    }
}
