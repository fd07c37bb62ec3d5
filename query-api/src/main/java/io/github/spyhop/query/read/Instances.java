package io.github.spyhop.query.read;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.InstanceDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/** The registry of instances, keyed by their names. */
@ApplicationScoped
public class Instances {

    private static final int LISTED_MAX = 10_000;

    private final Store store;

    Instances(Store store) {
        this.store = store;
    }

    public List<InstanceDocument> all() {
        return collection()
                .find()
                .sort(Sorts.ascending("instance_name"))
                .limit(LISTED_MAX)
                .into(new ArrayList<>());
    }

    public Optional<InstanceDocument> named(String name) {
        return Optional.ofNullable(collection().find(byName(name)).first());
    }

    /** Adds an instance, or replaces the one of the same name. */
    public void put(InstanceDocument instance) {
        collection()
                .replaceOne(
                        byName(instance.instanceName()),
                        instance,
                        new ReplaceOptions().upsert(true));
    }

    /** Whether there was one to delete. */
    public boolean delete(String name) {
        return collection().deleteOne(byName(name)).getDeletedCount() > 0;
    }

    private MongoCollection<InstanceDocument> collection() {
        return store.collection(StoreCollection.INSTANCES, InstanceDocument.class);
    }

    private static Bson byName(String name) {
        return Filters.eq("instance_name", name);
    }
}
