package io.github.spyhop.collector.poll.perfschema;

import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.link.OwnStatement;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads {@code events_statements_histogram_by_digest} of some digests at a time. The server walks
 * through all its digests for each that is asked for, so that the reader limits itself: it asks for
 * as many as the server answers within a small share of the time between two readings.
 */
public final class HistogramReader {

    private static final int FIRST = 10;
    private static final int MOST = 200;

    /** 0.3 % of the interval. */
    private static final long SHARE = 333;

    private static final double PICOS_PER_MICRO = 1e6;

    private final long budgetNanos;
    private int next = FIRST;

    public HistogramReader(Duration interval) {
        this.budgetNanos = interval.toNanos() / SHARE;
    }

    /** How many digests to ask for at the next reading. */
    public int size() {
        return next;
    }

    /** The histograms of at most {@link #size} rows; those that the server dropped are left out. */
    public Map<DigestRow, Histogram> read(Link link, List<DigestRow> rows) {
        List<DigestRow> asked =
                rows.stream().filter(row -> row.schema() != null).limit(next).toList();
        if (asked.isEmpty()) {
            return Map.of();
        }
        String keys =
                asked.stream()
                        .map(row ->
                                "('"
                                        + OwnStatement.escaped(String.valueOf(row.schema()))
                                        + "','"
                                        + row.digest()
                                        + "')")
                        .collect(Collectors.joining(","));
        String sql =
                """
                SELECT SCHEMA_NAME, DIGEST, BUCKET_TIMER_LOW, BUCKET_TIMER_HIGH, COUNT_BUCKET
                FROM performance_schema.events_statements_histogram_by_digest
                WHERE (SCHEMA_NAME, DIGEST) IN (%s) AND COUNT_BUCKET > 0
                """
                        .formatted(keys);
        long begun = System.nanoTime();
        List<Row> buckets = link.query(sql, row -> row);
        adapt(asked.size(), System.nanoTime() - begun);
        return byRow(asked, buckets);
    }

    private void adapt(int asked, long nanos) {
        long fitting = asked * budgetNanos / Math.max(1, nanos);
        next = Math.clamp(fitting, 1, MOST);
    }

    private static Map<DigestRow, Histogram> byRow(List<DigestRow> asked, List<Row> buckets) {
        Map<String, TreeMap<Long, Long>> counts = new HashMap<>();
        for (Row bucket : buckets) {
            counts.computeIfAbsent(
                            bucket.getString("SCHEMA_NAME") + "." + bucket.getString("DIGEST"),
                            key -> new TreeMap<>())
                    .merge(microsOf(bucket), bucket.getLong("COUNT_BUCKET"), Long::sum);
        }
        Map<DigestRow, Histogram> histograms = new HashMap<>();
        for (DigestRow row : asked) {
            TreeMap<Long, Long> found = counts.get(row.schema() + "." + row.digest());
            if (found != null) {
                histograms.put(row, new Histogram(found));
            }
        }
        return histograms;
    }

    private static long microsOf(Row bucket) {
        double low = Math.max(1, bucket.getLong("BUCKET_TIMER_LOW") / PICOS_PER_MICRO);
        double high = bucket.getLong("BUCKET_TIMER_HIGH") / PICOS_PER_MICRO;
        return high > low ? Math.round(Math.sqrt(low * high)) : Math.round(low);
    }
}
