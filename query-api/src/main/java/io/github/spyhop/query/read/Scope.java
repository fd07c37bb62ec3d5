package io.github.spyhop.query.read;

import com.mongodb.client.model.Filters;
import io.github.spyhop.model.store.InstanceDocument;
import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * What figures are of: a stretch of time, of one instance or of all. The wire knows an instance by
 * its address, as the clients dial it.
 */
public record Scope(TimeRange range, Optional<InstanceDocument> instance) {

    /** All instances. */
    public static Scope of(TimeRange range) {
        return new Scope(range, Optional.empty());
    }

    Bson onWire() {
        return instance.map(one ->
                        Filters.and(
                                Filters.eq("server", one.host() + ":" + one.port()),
                                range.on("window_start")))
                .orElseGet(() -> range.on("window_start"));
    }

    Bson inServers() {
        return instance.map(one ->
                        Filters.and(
                                Filters.eq("instance", one.instanceName()),
                                range.on("window_start")))
                .orElseGet(() -> range.on("window_start"));
    }
}
