package io.github.spyhop.collector;

import com.mongodb.MongoException;
import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.discover.Target;
import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.scheduler.EventEditor;
import io.github.spyhop.collector.store.EventOrderBook;
import io.github.spyhop.model.store.ScheduledEventOrderDocument;
import io.github.spyhop.model.store.Store;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Does what operators order for EVENTs, by an account of its own; where none is set, every order is
 * refused.
 */
final class EventOrders {

    private static final Logger LOGGER = Logger.getLogger(EventOrders.class);

    private static final String DENIED =
            "EVENTs are not changed by this collector: set SPYHOP_COLLECTOR_EVENTS_USER and"
                    + " SPYHOP_COLLECTOR_EVENTS_PASSWORD to an account that may";

    private final CollectorConfig config;
    private final Vertx vertx;
    private final EventOrderBook book;

    EventOrders(CollectorConfig config, Vertx vertx, Store store) {
        this.config = config;
        this.vertx = vertx;
        this.book = new EventOrderBook(store);
    }

    /** Takes the oldest order for one of the watched instances, and does it on another thread. */
    void turn(Map<String, Target> watched) {
        if (watched.isEmpty()) {
            return;
        }
        Optional<ScheduledEventOrderDocument> taken = book.take(watched.keySet());
        taken.ifPresent(order -> {
            Target target = watched.get(order.instance());
            if (target != null) {
                Thread.ofVirtual()
                        .name("event-order-" + order.instance())
                        .start(() -> carryOut(order, target));
            }
        });
    }

    private void carryOut(ScheduledEventOrderDocument order, Target target) {
        try {
            book.finish(outcomeOf(order, target));
        } catch (MongoException unreachable) {
            LOGGER.warnf(
                    "%s: an order for an EVENT: %s", order.instance(), unreachable.getMessage());
        }
    }

    private ScheduledEventOrderDocument outcomeOf(
            ScheduledEventOrderDocument order, Target target) {
        Optional<String> user = config.events().user();
        Optional<String> password = config.events().password();
        if (user.isEmpty() || password.isEmpty()) {
            return order.with("refused", List.of(), DENIED);
        }
        Target account =
                new Target(
                        target.name(),
                        target.endpoint(),
                        user.get(),
                        password.get(),
                        target.schema(),
                        target.cluster());
        LOGGER.infof(
                "%s: %s orders %s of EVENT %s.%s",
                order.instance(),
                order.requestedBy(),
                order.action(),
                order.schema(),
                order.name());
        try (Link link = new Link(vertx, account, config.mysql())) {
            return EventEditor.carryOut(link, order);
        }
    }
}
