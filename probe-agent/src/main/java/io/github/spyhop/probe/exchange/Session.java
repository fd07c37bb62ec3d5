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

    Session(ServerTally tally, String client, @Nullable String user, @Nullable String schema) {
        this.tally = tally;
        this.client = client;
        this.user = user;
        this.schema = schema;
    }

    Session withUser(@Nullable String other) {
        return new Session(tally, client, other, schema);
    }

    Session withSchema(@Nullable String other) {
        return new Session(tally, client, user, other);
    }

    /** All users and clients of this server and schema, together. */
    public Session folded() {
        return new Session(tally, FOLDED_CLIENT, null, schema);
    }

    /** All sessions of this server, together. */
    public Session foldedBySchema() {
        return new Session(tally, FOLDED_CLIENT, null, null);
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
