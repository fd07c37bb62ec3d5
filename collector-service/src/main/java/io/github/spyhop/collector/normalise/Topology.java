package io.github.spyhop.collector.normalise;

import io.github.spyhop.collector.poll.aurora.AuroraMember;
import io.github.spyhop.collector.poll.aurora.AuroraReader.Aurora;
import io.github.spyhop.collector.poll.replication.ReplicationChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The place of an instance among others.
 *
 * @param readOnly whether it refuses writes
 * @param downstream the hosts that read its binary log
 */
public record Topology(
        ServerRun run,
        boolean readOnly,
        List<ReplicationChannel> channels,
        List<String> downstream,
        @Nullable Aurora aurora) {

    public Topology {
        channels = List.copyOf(channels);
        downstream = List.copyOf(downstream);
    }

    /** What was known of an instance before. */
    public record Known(String serverUuid, long startedAtSeconds, String role) {}

    /** Something that happened to an instance. */
    public record Happening(String kind, String detail) {}

    /**
     * Its role: {@code writer} or {@code reader} of an Aurora cluster, {@code replica} of another
     * server, {@code source} of others, or {@code single}; {@code read_only} where it is alone and
     * refuses writes.
     */
    public String role() {
        Aurora cluster = aurora;
        if (cluster != null) {
            return isWriter(cluster) ? "writer" : "reader";
        }
        if (!channels.isEmpty()) {
            return "replica";
        }
        if (readOnly) {
            return "read_only";
        }
        return downstream.isEmpty() ? "single" : "source";
    }

    /** What happened since it was known. */
    public List<Happening> since(Optional<Known> before) {
        List<Happening> happenings = new ArrayList<>();
        before.ifPresent(known -> {
            if (!known.serverUuid().equals(run.uuid())) {
                happenings.add(
                        new Happening(
                                "server_changed",
                                "server %s answers instead of %s"
                                        .formatted(run.uuid(), known.serverUuid())));
            } else if (known.startedAtSeconds() != run.startedAt().getEpochSecond()) {
                happenings.add(new Happening("server_started", "at " + run.startedAt()));
            }
            if (isAnother(known.role(), role())) {
                happenings.add(
                        new Happening(
                                "role_changed", "from %s to %s".formatted(known.role(), role())));
            }
        });
        return happenings;
    }

    /** A server that others begin to read from, or stop to, has not changed its role. */
    private static boolean isAnother(String before, String now) {
        return !before.equals(now) && !(leads(before) && leads(now));
    }

    private static boolean leads(String role) {
        return role.equals("single") || role.equals("source");
    }

    private static boolean isWriter(Aurora cluster) {
        return cluster.members().stream()
                .filter(AuroraMember::writer)
                .anyMatch(member -> member.serverId().equals(cluster.serverId()));
    }
}
