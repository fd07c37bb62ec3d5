package io.github.spyhop.binlog.stream;

import java.time.Duration;

/**
 * How the replication connection behaves.
 *
 * @param serverId among all replicas of the server, only this reader's
 * @param heartbeat how often an idle server shows that it lives; three missed end the connection
 * @param eventBytesMax a longer event is refused
 */
public record StreamSettings(
        ServerLogin login,
        long serverId,
        Duration connectTimeout,
        Duration heartbeat,
        int eventBytesMax) {

    /** The same at another server. */
    public StreamSettings at(ServerLogin other) {
        return new StreamSettings(other, serverId, connectTimeout, heartbeat, eventBytesMax);
    }
}
