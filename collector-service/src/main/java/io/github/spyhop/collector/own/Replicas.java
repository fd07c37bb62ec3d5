package io.github.spyhop.collector.own;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOptions;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/**
 * The replicas that are alive: each renews a document that expires by the store's own clock, so
 * that the replicas' clocks need not agree.
 */
final class Replicas {

    private final MongoCollection<Document> collection;
    private final String self;
    private final Duration expiry;

    Replicas(Store store, String self, Duration expiry) {
        this.collection = store.collection(StoreCollection.COLLECTOR_REPLICAS, Document.class);
        this.self = self;
        this.expiry = expiry;
    }

    /** Says that this replica is alive. */
    void renew(int instances) {
        Document expiresAt =
                new Document(
                        "$dateAdd",
                        new Document("startDate", "$$NOW")
                                .append("unit", "millisecond")
                                .append("amount", expiry.toMillis()));
        Document startedAt = new Document("$ifNull", List.of("$started_at", "$$NOW"));
        collection.updateOne(
                Filters.eq(self),
                List.of(
                        new Document(
                                "$set",
                                new Document("expires_at", expiresAt)
                                        .append("started_at", startedAt)
                                        .append("instances", instances))),
                new UpdateOptions().upsert(true));
    }

    Set<String> alive() {
        Document notExpired = new Document("$gt", List.of("$expires_at", "$$NOW"));
        return collection
                .find(Filters.expr(notExpired))
                .projection(Projections.include("_id"))
                .map(document -> document.getString("_id"))
                .into(new HashSet<>());
    }

    /** Says that this replica ends. */
    void leave() {
        collection.deleteOne(Filters.eq(self));
    }
}
