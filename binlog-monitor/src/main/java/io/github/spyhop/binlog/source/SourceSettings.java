package io.github.spyhop.binlog.source;

import io.github.spyhop.binlog.publish.BrokerSettings;
import io.github.spyhop.binlog.stream.StreamSettings;
import io.github.spyhop.binlog.transaction.SpillSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * All that a source is told.
 *
 * @param name as the console and the store know it
 * @param onlySchema the only schema that is published; all but the server's own if absent
 * @param routingKey a template
 */
public record SourceSettings(
        String name,
        StreamSettings stream,
        BrokerSettings broker,
        SpillSettings spill,
        Limits limits,
        Optional<String> onlySchema,
        String routingKey,
        Timing timing) {

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
