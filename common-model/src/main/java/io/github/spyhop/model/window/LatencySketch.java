package io.github.spyhop.model.window;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Quantiles of latencies in microseconds, at most 1 % off (relative), that can be merged over time
 * and servers: a DDSketch (Masson, Rim, Lee: "DDSketch: a fast and fully-mergeable quantile sketch
 * with relative-error guarantees", VLDB 2019). Not thread-safe.
 */
public final class LatencySketch {

    /** The largest relative error of a quantile. */
    public static final double RELATIVE_ERROR_MAX = 0.01;

    private final DDSketch sketch;

    public LatencySketch() {
        this(DDSketches.unboundedDense(RELATIVE_ERROR_MAX));
    }

    private LatencySketch(DDSketch sketch) {
        this.sketch = sketch;
    }

    public void add(long latencyMicros) {
        sketch.accept((double) Math.max(0, latencyMicros));
    }

    /** Adds the same latency several times. */
    public void add(long latencyMicros, long count) {
        sketch.accept((double) Math.max(0, latencyMicros), (double) count);
    }

    public void merge(LatencySketch other) {
        sketch.mergeWith(other.sketch);
    }

    /**
     * Merges a stored form, without a sketch of its own.
     *
     * @throws UncheckedIOException if it is none
     */
    public void mergeBytes(byte[] bytes) {
        try {
            sketch.decodeAndMergeWith(ByteArrayInput.wrap(bytes));
        } catch (IOException malformed) {
            throw malformed(malformed);
        }
    }

    /** How many latencies were added. */
    public long count() {
        return Math.round(sketch.getCount());
    }

    /**
     * A quantile in microseconds.
     *
     * @param quantile 0 to 1
     * @throws java.util.NoSuchElementException if nothing was added
     */
    public long quantileMicros(double quantile) {
        return Math.round(sketch.getValueAtQuantile(quantile));
    }

    /** The stored form; {@link #ofBytes} reads it. */
    public byte[] toBytes() {
        GrowingByteArrayOutput output = GrowingByteArrayOutput.withDefaultInitialCapacity();
        try {
            sketch.encode(output, false);
        } catch (IOException arraysDoNotFail) {
            throw new UncheckedIOException(arraysDoNotFail);
        }
        return output.trimmedCopy();
    }

    /**
     * Reads a stored form.
     *
     * @throws UncheckedIOException if it is none
     */
    public static LatencySketch ofBytes(byte[] bytes) {
        try {
            return new LatencySketch(
                    DDSketch.decode(ByteArrayInput.wrap(bytes), UnboundedSizeDenseStore::new));
        } catch (IOException malformed) {
            throw malformed(malformed);
        }
    }

    private static UncheckedIOException malformed(IOException cause) {
        return new UncheckedIOException("not a stored latency sketch", cause);
    }
}
