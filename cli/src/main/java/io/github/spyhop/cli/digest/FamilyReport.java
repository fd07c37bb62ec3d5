package io.github.spyhop.cli.digest;

import io.github.spyhop.model.slowlog.SlowLogEntry;
import io.github.spyhop.model.store.WireSampleDocument;
import io.github.spyhop.model.window.LatencySketch;
import io.github.spyhop.probe.aggregate.Cell;
import io.github.spyhop.probe.digest.Family;
import java.time.Instant;
import java.util.List;
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
    long rowsExamined;
    long lockMicrosSum;
    private @Nullable Instant first;
    private @Nullable Instant last;
    @Nullable Sample slowest;

    /**
     * A statement as it was sent.
     *
     * @param values of a prepared statement, as SQL literals
     * @param cut whether its end is missing
     */
    record Sample(
            String statement,
            @Nullable List<String> values,
            boolean cut,
            @Nullable Instant sentAt,
            String client,
            long latencyMicros,
            @Nullable String traceparent) {

        static Sample of(WireSampleDocument sample) {
            return new Sample(
                    sample.statement(),
                    sample.values(),
                    sample.cut(),
                    sample.sentAt(),
                    sample.client(),
                    sample.latencyMicros(),
                    sample.traceparent());
        }
    }

    FamilyReport(Family family, @Nullable String schema) {
        digestId = family.id();
        digestText = family.text();
        kind = family.kind();
        this.schema = schema;
    }

    DigestReport.Key key() {
        return new DigestReport.Key(schema, digestId);
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
            seen(instant(cell.firstNanos()), instant(cell.lastNanos()));
        }
        for (WireSampleDocument sample : cell.slowSamples()) {
            if (isSlowest(sample.latencyMicros())) {
                slowest = Sample.of(sample);
            }
        }
    }

    /** Adds a statement, but not who sent it. */
    void add(SlowLogEntry entry) {
        count++;
        Integer error = entry.errorNumber();
        if (error != null && error != 0) {
            errors++;
            errorNumbers.merge(Integer.toString(error), 1L, Long::sum);
        }
        rowsSent += entry.rowsSent();
        rowsAffected += entry.rowsAffected();
        rowsExamined += entry.rowsExamined();
        responseBytes += entry.bytesSent();
        lockMicrosSum += entry.lockMicros();
        latencies.add(entry.latencyMicros());
        latencyMicrosSum += entry.latencyMicros();
        latencyMicrosMin = Math.min(latencyMicrosMin, entry.latencyMicros());
        latencyMicrosMax = Math.max(latencyMicrosMax, entry.latencyMicros());
        Instant start = entry.startedAt();
        Instant end = entry.endedAt();
        if (start != null && end != null) {
            seen(start, end);
        }
    }

    /** Whether a statement of this latency is slower than the sample there is. */
    boolean isSlowest(long latencyMicros) {
        return slowest == null || latencyMicros > slowest.latencyMicros();
    }

    private void seen(Instant from, Instant to) {
        first = first == null || from.isBefore(first) ? from : first;
        last = last == null || to.isAfter(last) ? to : last;
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

    /** When the first answered one was sent; null if there is none, or the files do not tell. */
    @Nullable Instant firstSeen() {
        return first;
    }

    /** When the last answer ended; null likewise. */
    @Nullable Instant lastSeen() {
        return last;
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND);
    }
}
