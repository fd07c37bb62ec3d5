package io.github.spyhop.query.read;

import com.mongodb.client.model.Filters;
import io.github.spyhop.model.store.InstanceDocument;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * What figures are of: a stretch of time, of one instance or of all.
 *
 * @param servers the addresses by which the wire knows the instance ({@link WireAddresses}), as its
 *     clients dial it; none where it is of all
 */
public record Scope(TimeRange range, Optional<InstanceDocument> instance, List<String> servers) {

    public Scope {
        servers = List.copyOf(servers);
    }

    /** All instances. */
    public static Scope of(TimeRange range) {
        return new Scope(range, Optional.empty(), List.of());
    }

    Bson onWire() {
        return instance.isPresent()
                ? Filters.and(Filters.in("server", servers), range.on("window_start"))
                : range.on("window_start");
    }

    Bson inServers() {
        return instance.map(one ->
                        Filters.and(
                                Filters.eq("instance", one.instanceName()),
                                range.on("window_start")))
                .orElseGet(() -> range.on("window_start"));
    }
}
