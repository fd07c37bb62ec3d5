package io.github.spyhop.model.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreIT {

    private final MongoClient client =
            MongoClients.create(RealServers.shared(ServerKind.MONGODB).uri());
    private final Store store =
            new Store(
                    client.getDatabase("store_it"),
                    Map.of("MONGODB_SLOWLOG_COLLECTION_NAME", "renamed"));

    @AfterEach
    void drop() {
        store.database().drop();
        client.close();
    }

    @Test
    void createsEveryIndexAndCreatesThemAgainWithoutHarm() {
        store.ensureIndexes(StoreCollection.values());
        store.ensureIndexes(StoreCollection.values());

        for (StoreCollection collection : StoreCollection.values()) {
            List<Document> indexes =
                    store.collection(collection, Document.class)
                            .listIndexes()
                            .into(new ArrayList<>());
            int withoutId = collection.indexes().size();
            assertThat(indexes).hasSize(withoutId == 0 ? 0 : withoutId + 1);
        }
    }

    @Test
    void readsBackARecordUnderTheSeedsFieldNames() {
        Instant start = Instant.parse("2026-11-21T03:00:00.123Z");
        SlowQueryDocument slow =
                new SlowQueryDocument(
                        "i:u:1:2",
                        "i",
                        null,
                        7,
                        "app",
                        "10.0.0.1",
                        2.5,
                        "SELECT SLEEP(2.5)",
                        false,
                        start,
                        null,
                        null,
                        1,
                        2,
                        0,
                        1,
                        false,
                        new SlowQueryDocument.Work(
                                "performance_schema",
                                false,
                                true,
                                null,
                                12,
                                0,
                                1,
                                0,
                                false,
                                1213,
                                "Deadlock found"));
        store.collection(StoreCollection.SLOW_QUERIES, SlowQueryDocument.class).insertOne(slow);

        Document raw =
                store.database()
                        .getCollection("renamed")
                        .find(Filters.eq("sql_text", "SELECT SLEEP(2.5)"))
                        .first();
        SlowQueryDocument read =
                store.collection(StoreCollection.SLOW_QUERIES, SlowQueryDocument.class)
                        .find(Filters.eq("pid", 7))
                        .first();

        assertThat(raw).containsEntry("instance", "i").containsEntry("time", 2.5);
        assertThat(read).isEqualTo(slow);
    }
}
