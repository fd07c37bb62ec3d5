package io.github.spyhop.query.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RollupCacheIT {

    private static final List<Bson> BY_FAMILY =
            List.of(new Document("$group", new Document("_id", "$digest_id")));

    private final AtomicLong nanos = new AtomicLong();
    private final MongoClient client =
            MongoClients.create(RealServers.shared(ServerKind.MONGODB).uri());
    private final Store store = new Store(client.getDatabase("rollup_cache_tests"), Map.of());
    private final RollupCache cache = new RollupCache(store, nanos::get);

    @BeforeEach
    void oneWindow() {
        store.database().drop();
        addWindow("first");
    }

    @AfterEach
    void close() {
        store.database().drop();
        client.close();
    }

    @Test
    void whatIsNotRolledUpIsShownAsItWasReadLastWhileItIsReadAnew() throws InterruptedException {
        assertThat(families()).isOne();
        addWindow("second");
        pass(Duration.ofSeconds(9));
        assertThat(families()).isOne();
        pass(Duration.ofSeconds(2));
        assertThat(families()).as("nobody waits").isOne();
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (families() == 1 && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertThat(families()).isEqualTo(2);
    }

    @Test
    void aReadingOfTwentySecondsAgoIsNotShown() {
        assertThat(families()).isOne();
        addWindow("second");
        pass(Duration.ofSeconds(21));
        assertThat(families()).isEqualTo(2);
    }

    private int families() {
        return cache.get(StoreCollection.WIRE_WINDOWS, Optional.empty(), BY_FAMILY, 0).size();
    }

    private void addWindow(String family) {
        store.collection(StoreCollection.WIRE_WINDOWS, Document.class)
                .insertOne(new Document("digest_id", family));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
