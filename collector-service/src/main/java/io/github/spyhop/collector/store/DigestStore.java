package io.github.spyhop.collector.store;

import com.mongodb.client.MongoCollection;
import io.github.spyhop.collector.normalise.DigestCheckpoint;
import io.github.spyhop.collector.normalise.DigestDifference.Known;
import io.github.spyhop.collector.normalise.DigestLatencies;
import io.github.spyhop.collector.normalise.DigestWindow;
import io.github.spyhop.collector.normalise.DigestWindow.Coverage;
import io.github.spyhop.collector.normalise.DigestWindow.Family;
import io.github.spyhop.collector.normalise.LatencyComparison.Usual;
import io.github.spyhop.collector.own.TransactionSessions;
import io.github.spyhop.collector.poll.perfschema.Counters;
import io.github.spyhop.collector.poll.perfschema.DigestCounter;
import io.github.spyhop.collector.poll.perfschema.DigestReader.Reading;
import io.github.spyhop.collector.poll.perfschema.DigestRow;
import io.github.spyhop.collector.poll.perfschema.Histogram;
import io.github.spyhop.model.store.ServerWindowDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.model.window.LatencySketch;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what digests counted. A window, the rows to compare the next one with and the checkpoint are
 * one transaction under the lease: however a replica ends, nothing is counted twice and nothing
 * between is left out.
 */
public final class DigestStore {

    private static final long PICOS_PER_MICRO = 1_000_000;

    private final TransactionSessions sessions;
    private final MongoCollection<ServerWindowDocument> windows;
    private final MongoCollection<Document> coverage;
    private final DigestTotals totals;
    private final DigestTexts texts;
    private final DigestHours hours;

    public DigestStore(TransactionSessions sessions, Store store) {
        this.sessions = sessions;
        this.windows = store.collection(StoreCollection.SERVER_WINDOWS, ServerWindowDocument.class);
        this.coverage = store.collection(StoreCollection.SERVER_COVERAGE, Document.class);
        this.totals = new DigestTotals(store);
        this.texts = new DigestTexts(store);
        this.hours = new DigestHours(store);
    }

    /** What is known of each row of a reading. */
    public Function<DigestRow, @Nullable Known> known(String instance, Reading reading) {
        Map<String, Known> known = totals.of(instance, reading);
        return row -> known.get(DigestTotals.idOf(instance, row));
    }

    /**
     * Keeps a window.
     *
     * @param known what was known of its rows
     */
    public void write(
            String instance,
            InstanceBook book,
            DigestWindow window,
            DigestLatencies latencies,
            Function<DigestRow, @Nullable Known> known) {
        List<ServerWindowDocument> documents =
                window.families().stream()
                        .map(family -> documentOf(instance, window, family, latencies))
                        .toList();
        Function<DigestRow, @Nullable Histogram> histograms =
                row -> histogramOf(row, latencies, known.apply(row));
        texts.touch(window);
        sessions.inTransaction(session -> {
            book.digests(session, window.checkpoint());
            totals.write(session, instance, window, histograms);
            if (!documents.isEmpty()) {
                windows.insertMany(session, documents);
            }
            coverage.insertOne(session, coverageOf(instance, window));
            hours.add(session, instance, window);
        });
    }

    /** What the families of a window took within the same hour of earlier weeks. */
    public Function<Family, Optional<Usual>> weeksBefore(String instance, DigestWindow window) {
        return hours.weeksBefore(instance, window);
    }

    private static ServerWindowDocument documentOf(
            String instance, DigestWindow window, Family family, DigestLatencies latencies) {
        DigestRow row = family.row();
        LatencySketch sketch = latencies.sketches().get(row);
        Counters counters = family.counters();
        return new ServerWindowDocument(
                DigestTotals.idOf(instance, row) + ":" + millis(window.checkpoint()),
                instance,
                row.schema(),
                family.identity().id(),
                String.valueOf(row.digest()),
                family.identity().command().field(),
                window.from(),
                secondsOf(window),
                counters.get(DigestCounter.COUNT_STAR),
                counters.get(DigestCounter.SUM_ERRORS),
                counters.get(DigestCounter.SUM_WARNINGS),
                micros(counters, DigestCounter.SUM_TIMER_WAIT),
                micros(counters, DigestCounter.SUM_LOCK_TIME),
                micros(counters, DigestCounter.SUM_CPU_TIME),
                counters.get(DigestCounter.SUM_ROWS_SENT),
                counters.get(DigestCounter.SUM_ROWS_EXAMINED),
                counters.get(DigestCounter.SUM_ROWS_AFFECTED),
                counters.get(DigestCounter.SUM_NO_INDEX_USED),
                counters.get(DigestCounter.SUM_NO_GOOD_INDEX_USED),
                counters.get(DigestCounter.SUM_SELECT_SCAN),
                counters.get(DigestCounter.SUM_SELECT_FULL_JOIN),
                counters.get(DigestCounter.SUM_CREATED_TMP_TABLES),
                counters.get(DigestCounter.SUM_CREATED_TMP_DISK_TABLES),
                counters.get(DigestCounter.SUM_SORT_ROWS),
                counters.get(DigestCounter.SUM_SORT_MERGE_PASSES),
                sketch == null ? null : new Binary(sketch.toBytes()));
    }

    private static Document coverageOf(String instance, DigestWindow window) {
        Coverage coverage = window.coverage();
        return new Document("_id", instance + ":" + millis(window.checkpoint()))
                .append("instance", instance)
                .append("window_start", Date.from(window.from()))
                .append("window_seconds", secondsOf(window))
                .append("statements", coverage.statements())
                .append("own", coverage.own())
                .append("overflow", coverage.overflow())
                .append("lost", coverage.lost())
                .append("recreated", coverage.recreated())
                .append("unknown_before", coverage.unknownBefore())
                .append("restarted", coverage.restarted())
                .append("server_changed", coverage.serverChanged())
                .append("cut", coverage.cut());
    }

    /** The histogram as it was read, now or, if not now, before; of the same row. */
    private static @Nullable Histogram histogramOf(
            DigestRow row, DigestLatencies latencies, @Nullable Known known) {
        Histogram now = latencies.histograms().get(row);
        if (now != null || known == null) {
            return now;
        }
        boolean sameRow = row.firstSeen().truncatedTo(ChronoUnit.MILLIS).equals(known.firstSeen());
        return sameRow ? known.histogram() : null;
    }

    private static long millis(DigestCheckpoint checkpoint) {
        return checkpoint.polledAt().toEpochMilli();
    }

    private static int secondsOf(DigestWindow window) {
        Duration length = Duration.between(window.from(), window.checkpoint().polledAt());
        return (int) Math.max(1, Math.round(length.toMillis() / 1000.0));
    }

    private static long micros(Counters counters, DigestCounter counter) {
        return Long.divideUnsigned(counters.get(counter), PICOS_PER_MICRO);
    }
}
