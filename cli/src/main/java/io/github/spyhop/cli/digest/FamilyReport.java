package io.github.spyhop.cli.digest;

import io.github.spyhop.model.store.WireSampleDocument;
import io.github.spyhop.model.window.LatencySketch;
import io.github.spyhop.probe.aggregate.Cell;
import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was seen of a statement family in one schema, of all users, clients and servers. */
final class FamilyReport {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    final String digestId;
    final String digestText;
    final String kind;
    final @Nullable String schema;
    final LatencySketch latencies = new LatencySketch();
    final SortedSet<String> servers = new TreeSet<>();
    final SortedSet<String> users = new TreeSet<>();
    final SortedSet<String> clients = new TreeSet<>();
    final Map<String, Long> errorNumbers = new TreeMap<>();
    long count;
    long errors;
    long lost;
    long prepared;
    long rowsSent;
    long rowsAffected;
    long responseBytes;
    long latencyMicrosSum;
    long latencyMicrosMin = Long.MAX_VALUE;
    long latencyMicrosMax;
    long noIndexCount;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos;
    @Nullable WireSampleDocument slowest;

    FamilyReport(Cell first) {
        digestId = first.family().id();
        digestText = first.family().text();
        kind = first.family().kind();
        schema = first.session().schema();
    }

    void add(Cell cell) {
        servers.add(cell.session().server());
        clients.add(cell.session().client());
        String user = cell.session().user();
        if (user != null) {
            users.add(user);
        }
        cell.errorNumbers()
                .forEach((number, times) -> errorNumbers.merge(number, times, Long::sum));
        count += cell.count();
        errors += cell.errors();
        lost += cell.lost();
        prepared += cell.prepared();
        rowsSent += cell.rows();
        rowsAffected += cell.rowsAffected();
        responseBytes += cell.bytes();
        latencyMicrosSum += cell.latencyMicrosSum();
        noIndexCount += cell.noIndexCount();
        if (cell.count() > 0) {
            latencies.merge(cell.latencies());
            latencyMicrosMin = Math.min(latencyMicrosMin, cell.latencyMicrosMin());
            latencyMicrosMax = Math.max(latencyMicrosMax, cell.latencyMicrosMax());
            firstNanos = Math.min(firstNanos, cell.firstNanos());
            lastNanos = Math.max(lastNanos, cell.lastNanos());
        }
        for (WireSampleDocument sample : cell.slowSamples()) {
            if (slowest == null || sample.latencyMicros() > slowest.latencyMicros()) {
                slowest = sample;
            }
        }
    }

    /** At most 1 % off, and none beyond the extremes; 0 if none was answered. */
    long quantileMicros(double quantile) {
        return count == 0
                ? 0
                : Math.clamp(
                        latencies.quantileMicros(quantile), latencyMicrosMin, latencyMicrosMax);
    }

    long latencyMicrosMin() {
        return count == 0 ? 0 : latencyMicrosMin;
    }

    long latencyMicrosAvg() {
        return count == 0 ? 0 : latencyMicrosSum / count;
    }

    /** When the first answered one was sent, or null. */
    @Nullable Instant firstSeen() {
        return count == 0 ? null : instant(firstNanos);
    }

    /** When the last answer ended, or null. */
    @Nullable Instant lastSeen() {
        return count == 0 ? null : instant(lastNanos);
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND);
    }
}
