package io.github.spyhop.collector.poll.perfschema;

import java.time.Instant;
import java.util.Map;

/**
 * What a server had waited for up to a moment.
 *
 * @param serverUuid the server that answered; empty where it has waited for nothing
 * @param events by MySQL's names of instruments
 */
public record WaitReading(Instant at, String serverUuid, Map<String, WaitCount> events) {

    public WaitReading {
        events = Map.copyOf(events);
    }

    /** How much of an event there was. */
    public WaitCount of(String event) {
        return events.getOrDefault(event, WaitCount.NONE);
    }
}
