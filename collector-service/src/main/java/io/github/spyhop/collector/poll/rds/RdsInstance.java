package io.github.spyhop.collector.poll.rds;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance as RDS describes it.
 *
 * @param cluster the Aurora cluster that it is a member of
 * @param address absent while it is being made
 */
public record RdsInstance(
        String region,
        String id,
        String engine,
        String engineVersion,
        String status,
        boolean multiAz,
        @Nullable String masterUsername,
        @Nullable Instant createdAt,
        @Nullable String address,
        int port,
        Map<String, String> tags,
        @Nullable Membership cluster) {

    public RdsInstance {
        tags = Map.copyOf(tags);
    }

    /** Its place in an Aurora cluster. */
    public record Membership(
            String cluster,
            boolean writer,
            String status,
            boolean multiAz,
            @Nullable String masterUsername,
            @Nullable Instant createdAt) {}
}
