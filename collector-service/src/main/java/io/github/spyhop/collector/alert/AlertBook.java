package io.github.spyhop.collector.alert;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.AlertDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The alerts in the store. A change names the version that it changes, so that of two replicas that
 * see the same only one tells it.
 */
final class AlertBook {

    private static final int FORGOTTEN_AT_ONCE_MAX = 1_000;

    private final MongoCollection<AlertDocument> collection;

    AlertBook(Store store) {
        this.collection = store.collection(StoreCollection.ALERTS, AlertDocument.class);
    }

    Optional<AlertDocument> find(String id) {
        return Optional.ofNullable(collection.find(Filters.eq(id)).first());
    }

    /** The alerts of instances that are not resolved, or not told to every channel. */
    List<AlertDocument> open(Collection<String> instances) {
        return collection
                .find(
                        Filters.and(
                                Filters.in("instance", instances),
                                Filters.or(
                                        Filters.ne("state", AlertStep.RESOLVED),
                                        Filters.ne("undelivered", List.of()))))
                .into(new ArrayList<>());
    }

    /** The alerts that are not resolved, of other instances than these, last found before a time. */
    List<AlertDocument> openBeside(Collection<String> instances, Instant before) {
        return collection
                .find(
                        Filters.and(
                                Filters.nin("instance", instances),
                                Filters.ne("state", AlertStep.RESOLVED),
                                Filters.lt("last_breach_at", before)))
                .limit(FORGOTTEN_AT_ONCE_MAX)
                .into(new ArrayList<>());
    }

    /** Writes a change, unless another came first. */
    boolean write(AlertDocument next) {
        if (next.version() > 1) {
            return collection
                            .replaceOne(
                                    Filters.and(
                                            Filters.eq(next.id()),
                                            Filters.eq("version", next.version() - 1)),
                                    next)
                            .getMatchedCount()
                    == 1;
        }
        try {
            collection.insertOne(next);
            return true;
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failure;
        }
    }

    void delivered(String id, String channel) {
        collection.updateOne(
                Filters.eq(id),
                Updates.combine(Updates.pull("undelivered", channel), Updates.inc("version", 1L)));
    }

    void failed(String id, String error) {
        collection.updateOne(
                Filters.eq(id),
                Updates.combine(Updates.set("last_error", error), Updates.inc("version", 1L)));
    }
}
