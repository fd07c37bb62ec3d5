package io.github.spyhop.cli.demo;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.testbed.server.ServerAddress;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** What the services stored, read from MongoDB itself. */
final class StoredFigures implements AutoCloseable {

    private final MongoClient client;
    private final Store store;

    StoredFigures(ServerAddress mongo, String database) {
        client = MongoClients.create(mongo.uri());
        store = new Store(client.getDatabase(database), Map.of());
    }

    /** How often statements of a family were answered, and how often with an error. */
    record Counted(long count, long errors) {}

    Counted onWire(String digestId) {
        return counted(StoreCollection.WIRE_WINDOWS, digestId);
    }

    Counted inServer(String digestId) {
        return counted(StoreCollection.SERVER_WINDOWS, digestId);
    }

    private Counted counted(StoreCollection windows, String digestId) {
        Document row =
                store.collection(windows, Document.class)
                        .aggregate(
                                List.of(
                                        match(Filters.eq("digest_id", digestId)),
                                        group(
                                                null,
                                                sum("count", "$count"),
                                                sum("errors", "$errors"))))
                        .first();
        return row == null
                ? new Counted(0, 0)
                : new Counted(
                        row.get("count", Number.class).longValue(),
                        row.get("errors", Number.class).longValue());
    }

    @Override
    public void close() {
        client.close();
    }
}
