package io.github.spyhop.bench.query;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.bson.Document;

/** Writes documents at bulk rate, several parts at a time, and says how far it is. */
final class Bulk {

    private static final int BATCH = 2_000;
    private static final int WRITERS = 2;
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(15);

    private final String what;
    private final MongoCollection<Document> collection;
    private final LongAdder written = new LongAdder();
    private Instant said = Instant.now();

    Bulk(String what, MongoCollection<Document> collection) {
        this.what = what;
        this.collection = collection;
    }

    /** Writes the documents of the parts 0 to {@code count - 1}. */
    void write(int count, IntFunction<Stream<Document>> part)
            throws InterruptedException, ExecutionException {
        Instant begun = Instant.now();
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = writer;
                running.add(
                        writers.submit(() -> {
                            for (int i = first; i < count; i += WRITERS) {
                                write(part.apply(i));
                                progress(i, count);
                            }
                        }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        System.err.printf(
                "%,d %s in %d s%n",
                written.sum(), what, Duration.between(begun, Instant.now()).toSeconds());
    }

    private void write(Stream<Document> documents) {
        List<Document> batch = new ArrayList<>(BATCH);
        Consumer<Document> add =
                document -> {
                    batch.add(document);
                    if (batch.size() == BATCH) {
                        flush(batch);
                    }
                };
        documents.forEach(add);
        flush(batch);
    }

    private void flush(List<Document> batch) {
        if (!batch.isEmpty()) {
            collection.insertMany(batch, new InsertManyOptions().ordered(false));
            written.add(batch.size());
            batch.clear();
        }
    }

    private synchronized void progress(int part, int count) {
        if (Duration.between(said, Instant.now()).compareTo(PROGRESS_EVERY) > 0) {
            said = Instant.now();
            System.err.printf("%,d %s, %d %%%n", written.sum(), what, 100L * part / count);
        }
    }
}
