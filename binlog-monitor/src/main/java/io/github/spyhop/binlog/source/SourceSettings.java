package io.github.spyhop.binlog.source;

import io.github.spyhop.binlog.filter.FilterSettings;
import io.github.spyhop.binlog.merge.MergeSettings;
import io.github.spyhop.binlog.message.MessageSettings;
import io.github.spyhop.binlog.publish.BrokerSettings;
import io.github.spyhop.binlog.snapshot.SnapshotSettings;
import io.github.spyhop.binlog.stream.ServerLogin;
import io.github.spyhop.binlog.stream.StreamSettings;
import io.github.spyhop.binlog.transaction.SpillSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that a source is told.
 *
 * @param name as the console and the store know it
 * @param fallbacks other members of the topology, which are tried in turn when one fails
 * @param start where it begins when there is no checkpoint
 * @param filter which changes are published
 * @param messages their form
 * @param merge how changes of one row are merged
 * @param snapshot how tables are read
 */
public record SourceSettings(
        String name,
        StreamSettings stream,
        List<ServerLogin> fallbacks,
        BrokerSettings broker,
        SpillSettings spill,
        Limits limits,
        String start,
        FilterSettings filter,
        MessageSettings messages,
        MergeSettings merge,
        SnapshotSettings snapshot,
        Timing timing) {

    public SourceSettings {
        fallbacks = List.copyOf(fallbacks);
    }

    /** All members of the topology, the preferred one first. */
    List<ServerLogin> members() {
        return Stream.concat(Stream.of(stream.login()), fallbacks.stream()).toList();
    }

    /** What is held at most while it waits. */
    public record Limits(int queueMax, long queueBytesMax, int preparedMax) {}

    /**
     * What happens when.
     *
     * @param heartbeat after how long without messages a heartbeat is published
     * @param checkpoint how often progress is kept
     * @param lease how long another monitor waits before it takes over
     * @param window how long the windows are that rows are counted in
     */
    public record Timing(
            Duration heartbeat, Duration checkpoint, Duration lease, Duration window) {}
}
