package io.github.spyhop.collector.poll.aurora;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instance of an Aurora cluster, as one of its instances sees it.
 *
 * @param serverId the instance's identifier, {@code @@aurora_server_id}
 * @param lagMillis how far a reader is behind; absent for the writer
 */
public record AuroraMember(
        String serverId, boolean writer, @Nullable Double lagMillis, Instant updatedAt) {}
