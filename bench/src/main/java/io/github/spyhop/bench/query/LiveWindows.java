package io.github.spyhop.bench.query;

import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;

/** Goes on sending windows while the service is measured, as probes and collectors would. */
final class LiveWindows implements AutoCloseable {

    private static final Duration BEFORE = Duration.ofHours(1);

    private final Store store;
    private final Windows windows;
    private final Thread sender;
    private Instant next;

    LiveWindows(Store store, Fleet fleet) {
        this.store = store;
        this.windows = new Windows(fleet);
        this.next = firstMissing();
        sendUntil(Instant.now());
        sender = Thread.ofPlatform().name("live-windows").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(Windows.WIRE);
                sendUntil(Instant.now());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendUntil(Instant now) {
        for (; !next.plus(Windows.WIRE).isAfter(now); next = next.plus(Windows.WIRE)) {
            insert(StoreCollection.WIRE_WINDOWS, windows.wire(next));
            insert(StoreCollection.WIRE_COVERAGE, windows.coverage("server", next, Windows.WIRE));
            if (next.getEpochSecond() % Windows.SERVER.toSeconds() == 0) {
                Instant minute = next.minus(Windows.SERVER);
                insert(StoreCollection.SERVER_WINDOWS, windows.inside(minute));
                insert(
                        StoreCollection.SERVER_COVERAGE,
                        windows.coverage("instance", minute, Windows.SERVER));
            }
        }
    }

    private Instant firstMissing() {
        Document newest =
                store.collection(StoreCollection.WIRE_WINDOWS, Document.class)
                        .find()
                        .sort(Sorts.descending("window_start"))
                        .first();
        Instant since = Instant.now().minus(BEFORE);
        Instant first =
                newest == null
                        ? since
                        : newest.getDate("window_start").toInstant().plus(Windows.WIRE);
        long seconds = Windows.WIRE.toSeconds();
        return Instant.ofEpochSecond(Math.ceilDiv(first.getEpochSecond(), seconds) * seconds);
    }

    private void insert(StoreCollection collection, List<Document> documents) {
        store.collection(collection, Document.class).insertMany(documents);
    }

    @Override
    public void close() throws InterruptedException {
        sender.interrupt();
        sender.join();
    }
}
