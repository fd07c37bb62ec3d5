package io.github.spyhop.probe.aggregate;

import io.github.spyhop.model.store.WireSampleDocument;
import io.github.spyhop.model.window.LatencySketch;
import io.github.spyhop.probe.decode.server.ErrPacket;
import io.github.spyhop.probe.decode.wire.ServerStatus;
import io.github.spyhop.probe.digest.Family;
import io.github.spyhop.probe.exchange.Exchange;
import io.github.spyhop.probe.exchange.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What was counted of one family under one key within a window. */
public final class Cell {

    private static final int ERROR_NUMBERS_MAX = 32;
    private static final Comparator<WireSampleDocument> SLOWEST_FIRST =
            Comparator.comparingLong(WireSampleDocument::latencyMicros).reversed();

    private final Session session;
    private final Family family;
    private final LatencySketch latencies = new LatencySketch();
    private final Map<String, Long> errorNumbers = new TreeMap<>();
    private final List<WireSampleDocument> slowSamples = new ArrayList<>(0);
    private @Nullable WireSampleDocument sample;
    private long nextSampleAt = 1;
    private long count;
    private long errors;
    private long lost;
    private long prepared;
    private long preparationsFailed;
    private long rows;
    private long rowsAffected;
    private long bytes;
    private long latencyMicrosSum;
    private long latencyMicrosMin = Long.MAX_VALUE;
    private long latencyMicrosMax;
    private long failedLatencyMicrosSum;
    private long noIndexCount;
    private long noGoodIndexCount;
    private long wasSlowCount;
    private long slowCount;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos;

    Cell(Session session, Family family) {
        this.session = session;
        this.family = family;
    }

    void add(Exchange exchange) {
        long latency = exchange.latencyMicros();
        count++;
        rows += exchange.rows();
        rowsAffected += exchange.affectedRows();
        bytes += exchange.bytes();
        latencyMicrosSum += latency;
        latencyMicrosMin = Math.min(latencyMicrosMin, latency);
        latencyMicrosMax = Math.max(latencyMicrosMax, latency);
        latencies.add(latency);
        firstNanos = Math.min(firstNanos, exchange.requestNanos());
        lastNanos = Math.max(lastNanos, exchange.lastNanos());
        if (exchange.status() != 0) {
            addStatus(exchange.status());
        }
        ErrPacket error = exchange.error();
        if (error != null) {
            addError(error, latency);
        }
        if (count >= nextSampleAt) {
            sample = exchange.sample();
            nextSampleAt = nextInReservoir(count);
        }
    }

    private void addStatus(int status) {
        noIndexCount += (status & ServerStatus.NO_INDEX_USED) == 0 ? 0 : 1;
        noGoodIndexCount += (status & ServerStatus.NO_GOOD_INDEX_USED) == 0 ? 0 : 1;
        wasSlowCount += (status & ServerStatus.WAS_SLOW) == 0 ? 0 : 1;
    }

    private void addError(ErrPacket error, long latency) {
        errors++;
        failedLatencyMicrosSum += latency;
        String number = Integer.toString(error.number());
        if (errorNumbers.size() >= ERROR_NUMBERS_MAX && !errorNumbers.containsKey(number)) {
            number = "other";
        }
        errorNumbers.merge(number, 1L, Long::sum);
    }

    /**
     * Where a uniform sample of one is replaced next (Li, "Reservoir-Sampling Algorithms of Time
     * Complexity O(n(1+log(N/n)))", 1994): so a number is drawn for few statements only.
     */
    private static long nextInReservoir(long at) {
        double next = at / (1.0 - ThreadLocalRandom.current().nextDouble());
        return Math.max(at + 1, (long) Math.ceil(next));
    }

    /** Keeps the slowest; false if this one was not kept. */
    boolean addSlow(Exchange exchange, int samplesMax) {
        slowCount++;
        if (slowSamples.size() >= samplesMax) {
            if (samplesMax == 0
                    || slowSamples.getLast().latencyMicros() >= exchange.latencyMicros()) {
                return false;
            }
            slowSamples.removeLast();
        }
        slowSamples.add(exchange.sample());
        slowSamples.sort(SLOWEST_FIRST);
        return true;
    }

    void addLost() {
        lost++;
    }

    void addPrepared(boolean failed) {
        prepared++;
        preparationsFailed += failed ? 1 : 0;
    }

    void addFetched(long fetchedRows, long fetchedBytes) {
        rows += fetchedRows;
        bytes += fetchedBytes;
    }

    public Session session() {
        return session;
    }

    public Family family() {
        return family;
    }

    /** Of the answered statements. */
    public LatencySketch latencies() {
        return latencies;
    }

    /** Answered statements. */
    public long count() {
        return count;
    }

    public long errors() {
        return errors;
    }

    /** Statements without an answer that was seen. */
    public long lost() {
        return lost;
    }

    /** How often it was prepared, with or without success. */
    public long prepared() {
        return prepared;
    }

    public long preparationsFailed() {
        return preparationsFailed;
    }

    public long rows() {
        return rows;
    }

    public long rowsAffected() {
        return rowsAffected;
    }

    public long bytes() {
        return bytes;
    }

    public long latencyMicrosSum() {
        return latencyMicrosSum;
    }

    /** 0 if none was answered. */
    public long latencyMicrosMin() {
        return count == 0 ? 0 : latencyMicrosMin;
    }

    public long latencyMicrosMax() {
        return latencyMicrosMax;
    }

    public long failedLatencyMicrosSum() {
        return failedLatencyMicrosSum;
    }

    public long noIndexCount() {
        return noIndexCount;
    }

    public long noGoodIndexCount() {
        return noGoodIndexCount;
    }

    public long wasSlowCount() {
        return wasSlowCount;
    }

    public long slowCount() {
        return slowCount;
    }

    /** When the first answered one was sent, in nanoseconds since 1970; 0 if none was answered. */
    public long firstNanos() {
        return count == 0 ? 0 : firstNanos;
    }

    /** When the last answer ended, or 0. */
    public long lastNanos() {
        return lastNanos;
    }

    /** How often each error number came. */
    public Map<String, Long> errorNumbers() {
        return errorNumbers;
    }

    /** One at random. */
    public @Nullable WireSampleDocument sample() {
        return sample;
    }

    /** The slowest above the threshold, first the slowest. */
    public List<WireSampleDocument> slowSamples() {
        return slowSamples;
    }
}
