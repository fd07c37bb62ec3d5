package io.github.spyhop.collector.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.InstanceAddressDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps where the instances' names led to. */
public final class AddressStore {

    /** After it an address is no longer the instance's. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final MongoCollection<InstanceAddressDocument> collection;

    public AddressStore(Store store) {
        this.collection =
                store.collection(StoreCollection.INSTANCE_ADDRESSES, InstanceAddressDocument.class);
    }

    /** Notes that an instance is at these addresses, each with its port. */
    public void seen(String instance, List<String> servers, Instant at) {
        List<UpdateOneModel<InstanceAddressDocument>> writes =
                servers.stream()
                        .map(server ->
                                new UpdateOneModel<InstanceAddressDocument>(
                                        Filters.eq(instance + " " + server),
                                        Updates.combine(
                                                Updates.setOnInsert("instance", instance),
                                                Updates.setOnInsert("server", server),
                                                Updates.setOnInsert("first_seen", at),
                                                Updates.set("last_seen", at)),
                                        UPSERT))
                        .toList();
        if (!writes.isEmpty()) {
            collection.bulkWrite(writes);
        }
    }

    /** The addresses that an instance is at, each with its port. */
    List<String> serversOf(String instance) {
        return collection
                .find(
                        Filters.and(
                                Filters.eq("instance", instance),
                                Filters.gte("last_seen", Instant.now().minus(FRESH))))
                .map(InstanceAddressDocument::server)
                .into(new ArrayList<>());
    }
}
