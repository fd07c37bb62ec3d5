package io.github.spyhop.collector.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.ScheduledEventOrderDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import org.bson.conversions.Bson;

/** The orders of operators for EVENTs. Each is taken once: one whose replica dies stays started. */
public final class EventOrderBook {

    /** An order that nobody took for so long is not expected to be done any more. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final MongoCollection<ScheduledEventOrderDocument> orders;

    public EventOrderBook(Store store) {
        this.orders =
                store.collection(
                        StoreCollection.SCHEDULED_EVENT_ORDERS, ScheduledEventOrderDocument.class);
    }

    /** Takes the oldest order for one of the instances. */
    public Optional<ScheduledEventOrderDocument> take(Collection<String> instances) {
        Bson requested = Filters.eq("status", "requested");
        Date stale = Date.from(Instant.now().minus(FRESH));
        orders.updateMany(
                Filters.and(requested, Filters.lt("requested_at", stale)),
                Updates.combine(
                        Updates.set("status", "failed"),
                        Updates.set("error", "no collector took it within 5 minutes")));
        return Optional.ofNullable(
                orders.findOneAndUpdate(
                        Filters.and(requested, Filters.in("instance", instances)),
                        Updates.set("status", "started"),
                        new FindOneAndUpdateOptions()
                                .sort(Sorts.ascending("requested_at"))
                                .returnDocument(ReturnDocument.AFTER)));
    }

    /** Keeps what became of an order. */
    public void finish(ScheduledEventOrderDocument order) {
        orders.replaceOne(Filters.eq(order.id()), order);
    }
}
