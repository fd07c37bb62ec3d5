package io.github.spyhop.collector.poll.status;

import java.time.Instant;
import java.util.Map;

/**
 * Status variables at one moment.
 *
 * @param at the server's time
 * @param serverUuid the server that answered
 * @param uptimeSeconds since its start
 * @param values by MySQL's names; those that are no numbers are left out
 */
public record StatusReading(
        Instant at, String serverUuid, long uptimeSeconds, Map<String, Double> values) {

    public StatusReading {
        values = Map.copyOf(values);
    }
}
