package io.github.spyhop.collector.own;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The leases in the store, one document per instance: {@code owner} and {@code token}, and what the
 * pollers remember beside them. An absent or empty owner is none.
 */
final class Leases {

    private static final String OWNER = "owner";
    private static final String TOKEN = "token";

    private final MongoCollection<Document> collection;

    Leases(Store store) {
        this.collection = store.collection(StoreCollection.COLLECTOR_LEASES, Document.class);
    }

    /** Every lease by its instance. */
    Map<String, Lease> all() {
        Map<String, Lease> leases = new HashMap<>();
        for (Document document : collection.find().projection(Projections.include(OWNER, TOKEN))) {
            Lease lease =
                    new Lease(
                            document.getString("_id"),
                            document.get(OWNER, ""),
                            document.get(TOKEN, Number.class).longValue());
            leases.put(lease.instance(), lease);
        }
        return leases;
    }

    /** Makes the first lease of an instance, unless another replica was quicker. */
    Optional<Lease> create(String instance, String owner) {
        try {
            collection.insertOne(
                    new Document("_id", instance).append(OWNER, owner).append(TOKEN, 1L));
            return Optional.of(new Lease(instance, owner, 1));
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() == com.mongodb.ErrorCategory.DUPLICATE_KEY) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Takes a lease from an owner that is gone, unless another replica was quicker. */
    Optional<Lease> take(Lease from, String owner) {
        Bson change = Updates.combine(Updates.set(OWNER, owner), Updates.inc(TOKEN, 1L));
        boolean taken = collection.updateOne(same(from), change).getMatchedCount() == 1;
        return taken
                ? Optional.of(new Lease(from.instance(), owner, from.token() + 1))
                : Optional.empty();
    }

    /** Gives a lease up, so that another replica may take it at once. */
    void release(Lease lease) {
        collection.updateOne(same(lease), Updates.set(OWNER, ""));
    }

    /** Forgets an instance that left the registry. */
    void delete(Lease lease) {
        collection.deleteOne(same(lease));
    }

    private static Bson same(Lease lease) {
        return Filters.and(
                Filters.eq(lease.instance()),
                Filters.eq(OWNER, lease.owner()),
                Filters.eq(TOKEN, lease.token()));
    }
}
