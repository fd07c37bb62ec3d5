package io.github.spyhop.collector.own;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** Makes the first leases of instances, but of those where another replica was quicker. */
    void create(Collection<String> instances, String owner) {
        List<Document> first =
                instances.stream()
                        .map(name ->
                                new Document("_id", name).append(OWNER, owner).append(TOKEN, 1L))
                        .toList();
        try {
            collection.insertMany(first, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException failure) {
            boolean quicker =
                    failure.getWriteErrors().stream()
                            .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
            if (!quicker) {
                throw failure;
            }
        }
    }

    /** Takes leases from owners that are gone, but those where another replica was quicker. */
    void take(Collection<String> instances, Set<String> alive, String owner) {
        collection.updateMany(
                Filters.and(Filters.in("_id", instances), Filters.nin(OWNER, alive)),
                Updates.combine(Updates.set(OWNER, owner), Updates.inc(TOKEN, 1L)));
    }

    /** Gives leases up, so that another replica may take them at once. */
    void release(Collection<Lease> leases, String owner) {
        List<String> instances = leases.stream().map(Lease::instance).toList();
        collection.updateMany(
                Filters.and(Filters.in("_id", instances), Filters.eq(OWNER, owner)),
                Updates.set(OWNER, ""));
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
