package io.github.spyhop.collector.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/** What one of all replicas does, once an interval. */
public final class Errands {

    private final MongoCollection<Document> collection;

    public Errands(Store store) {
        this.collection = store.collection(StoreCollection.COLLECTOR_CONTROL, Document.class);
    }

    /** Whether it is due, and for the caller to do. */
    public boolean take(String errand, Duration interval) {
        Instant now = Instant.now();
        try {
            collection.updateOne(
                    Filters.and(Filters.eq(errand), Filters.lte("due_at", Date.from(now))),
                    Updates.set("due_at", Date.from(now.plus(interval))),
                    new UpdateOptions().upsert(true));
            return true;
        } catch (MongoWriteException failure) {
            // The document is there, but not due.
            if (failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failure;
        }
    }
}
