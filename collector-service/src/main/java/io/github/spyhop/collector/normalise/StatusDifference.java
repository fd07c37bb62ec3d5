package io.github.spyhop.collector.normalise;

import io.github.spyhop.collector.poll.status.StatusReading;
import io.github.spyhop.collector.poll.status.StatusVariables;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How much counters grew between two readings.
 *
 * @param seconds between them, or since the server's start where it was started in between
 * @param grown by MySQL's names; what goes up and down is left out
 */
public record StatusDifference(double seconds, Map<String, Double> grown) {

    private static final double MILLIS_PER_SECOND = 1e3;

    public StatusDifference {
        grown = Map.copyOf(grown);
    }

    /**
     * Compares. Of a server that was started in between, or another one behind the endpoint, what it
     * counted since its start is taken, as far as that is not longer ago than the reading before.
     */
    public static StatusDifference of(StatusReading before, StatusReading now) {
        double between = Duration.between(before.at(), now.at()).toMillis() / MILLIS_PER_SECOND;
        boolean sameServer = before.serverUuid().equals(now.serverUuid());
        boolean restarted = now.uptimeSeconds() + 2 < before.uptimeSeconds() + between;
        if (sameServer && !restarted) {
            return new StatusDifference(between, since(before.values(), now.values()));
        }
        return now.uptimeSeconds() <= between + 2
                ? new StatusDifference(
                        Math.max(1, now.uptimeSeconds()), since(Map.of(), now.values()))
                : new StatusDifference(0, Map.of());
    }

    /** The growth a second; nothing where no time went by. */
    public Map<String, Double> rates() {
        Map<String, Double> rates = new HashMap<>();
        if (seconds > 0) {
            grown.forEach((name, growth) -> rates.put(name, growth / seconds));
        }
        return rates;
    }

    private static Map<String, Double> since(Map<String, Double> before, Map<String, Double> now) {
        Map<String, Double> grown = new HashMap<>();
        now.forEach((name, value) -> {
            double growth = value - before.getOrDefault(name, 0.0);
            // FLUSH STATUS lets some counters begin anew.
            if (!StatusVariables.isGauge(name)) {
                grown.put(name, growth < 0 ? value : growth);
            }
        });
        return grown;
    }
}
