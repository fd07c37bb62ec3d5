package io.github.spyhop.collector.poll.perfschema;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many statements of a digest took how long, cumulative: the buckets that are not empty, by the
 * latency in microseconds that stands for each (the geometric mean of its bounds, which lie 4.7 %
 * apart).
 */
public record Histogram(SortedMap<Long, Long> countByMicros) {

    private static final int ENTRY_BYTES = 2 * Long.BYTES;

    /** No statement at all. */
    public static final Histogram EMPTY = new Histogram(new TreeMap<>());

    public Histogram {
        countByMicros = Collections.unmodifiableSortedMap(new TreeMap<>(countByMicros));
    }

    /** What was counted since; an earlier one that is greater does not belong to it. */
    public Histogram since(Histogram earlier) {
        TreeMap<Long, Long> since = new TreeMap<>();
        for (Map.Entry<Long, Long> bucket : countByMicros.entrySet()) {
            long before = earlier.countByMicros.getOrDefault(bucket.getKey(), 0L);
            if (bucket.getValue() > before) {
                since.put(bucket.getKey(), bucket.getValue() - before);
            }
        }
        return new Histogram(since);
    }

    public boolean isEmpty() {
        return countByMicros.isEmpty();
    }

    /** The stored form; {@link #ofBytes} reads it. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(countByMicros.size() * ENTRY_BYTES);
        countByMicros.forEach((micros, count) -> bytes.putLong(micros).putLong(count));
        return bytes.array();
    }

    /** Reads a stored form. */
    public static Histogram ofBytes(byte[] stored) {
        TreeMap<Long, Long> counts = new TreeMap<>();
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        while (bytes.remaining() >= ENTRY_BYTES) {
            counts.put(bytes.getLong(), bytes.getLong());
        }
        return new Histogram(counts);
    }
}
