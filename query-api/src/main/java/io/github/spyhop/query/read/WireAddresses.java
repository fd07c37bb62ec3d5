package io.github.spyhop.query.read;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import io.github.spyhop.model.instance.Endpoint;
import io.github.spyhop.model.store.InstanceAddressDocument;
import io.github.spyhop.model.store.InstanceDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * By which addresses the wire knows instances: the one that an instance is registered with, and those
 * that the collector found its name to stand for at the time.
 */
@ApplicationScoped
public class WireAddresses {

    /** Names are looked up each minute; what was found holds from before that. */
    private static final Duration LOOKED_UP_EVERY = Duration.ofMinutes(2);

    private final Store store;

    WireAddresses(Store store) {
        this.store = store;
    }

    /** The scope of a stretch of time, of one instance or of all. */
    public Scope scope(TimeRange range, Optional<InstanceDocument> instance) {
        return new Scope(
                range,
                instance,
                instance.map(one -> List.copyOf(of(List.of(one), range).get(one.instanceName())))
                        .orElse(List.of()));
    }

    /** The addresses of instances within a stretch of time, by their names; each has one at least. */
    public Map<String, Set<String>> of(List<InstanceDocument> instances, TimeRange range) {
        Map<String, Set<String>> servers = new HashMap<>();
        for (InstanceDocument instance : instances) {
            Set<String> known = new LinkedHashSet<>();
            known.add(new Endpoint(instance.host(), instance.port()).toString());
            servers.put(instance.instanceName(), known);
        }
        store.collection(StoreCollection.INSTANCE_ADDRESSES, InstanceAddressDocument.class)
                .find(
                        and(
                                in("instance", servers.keySet()),
                                gte("last_seen", range.from().minus(LOOKED_UP_EVERY)),
                                lt("first_seen", range.to().plus(LOOKED_UP_EVERY))))
                .forEach(found -> {
                    Set<String> known = servers.get(found.instance());
                    if (known != null) {
                        known.add(found.server());
                    }
                });
        return servers;
    }
}
