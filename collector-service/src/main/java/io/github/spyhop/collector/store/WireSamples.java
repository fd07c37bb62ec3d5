package io.github.spyhop.collector.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.model.store.WireSampleDocument;
import io.github.spyhop.model.store.WireWindowDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Slow executions of prepared statements that a probe saw, with the values that they had. */
public final class WireSamples {

    private static final int WINDOWS_MAX = 200;

    private final AddressStore addresses;
    private final MongoCollection<WireWindowDocument> windows;

    public WireSamples(Store store, AddressStore addresses) {
        this.addresses = addresses;
        this.windows = store.collection(StoreCollection.WIRE_WINDOWS, WireWindowDocument.class);
    }

    /**
     * One of them.
     *
     * @param values SQL literals
     */
    public record Bound(
            @Nullable String schema, String digestId, String statement, List<String> values) {}

    /** Those in windows that begin at a time or later, the newest first. */
    public List<Bound> since(String instance, Instant from) {
        Bson bound =
                Filters.elemMatch(
                        "slow_samples",
                        Filters.and(
                                Filters.ne("values", null),
                                Filters.eq("redacted", false),
                                Filters.eq("cut", false)));
        List<Bound> found = new ArrayList<>();
        windows.find(
                        Filters.and(
                                Filters.in("server", addresses.serversOf(instance)),
                                Filters.gte("window_start", from),
                                bound))
                .projection(Projections.exclude("latency_sketch"))
                .sort(Sorts.descending("window_start"))
                .limit(WINDOWS_MAX)
                .forEach(window -> {
                    for (WireSampleDocument sample : window.slowSamples()) {
                        if (sample.values() != null && !sample.redacted() && !sample.cut()) {
                            found.add(
                                    new Bound(
                                            window.schema(),
                                            window.digestId(),
                                            sample.statement(),
                                            sample.values()));
                        }
                    }
                });
        return found;
    }
}
