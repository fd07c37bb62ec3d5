package io.github.spyhop.binlog.source;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import io.github.spyhop.binlog.checkpoint.MongoCheckpointStore;
import io.github.spyhop.binlog.checkpoint.MongoSchemaStore;
import io.github.spyhop.binlog.config.BinlogConfig;
import io.github.spyhop.binlog.config.BrokerConfig;
import io.github.spyhop.binlog.metrics.SourceMetrics;
import io.github.spyhop.binlog.order.MongoOrderStore;
import io.github.spyhop.binlog.order.OrderStore;
import io.github.spyhop.binlog.server.MySqlServer;
import io.github.spyhop.binlog.window.RowChangeWindows;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/** The sources of this monitor, from the service's start to its end. */
@ApplicationScoped
public class Sources {

    private static final Logger LOGGER = Logger.getLogger(Sources.class);

    private static final Duration ORDERS_EVERY = Duration.ofSeconds(2);

    private final BinlogConfig config;
    private final BrokerConfig broker;
    private final Store store;
    private final OrderStore orders;
    private final Vertx vertx;
    private final SourceMetrics metrics;
    private final String owner = UUID.randomUUID().toString();
    private final List<SourceRunner> runners = new CopyOnWriteArrayList<>();

    Sources(
            BinlogConfig config,
            BrokerConfig broker,
            MongoClient mongo,
            Vertx vertx,
            SourceMetrics metrics) {
        this.config = config;
        this.broker = broker;
        this.vertx = vertx;
        this.metrics = metrics;
        store =
                new Store(
                        mongo.getDatabase(
                                System.getenv()
                                        .getOrDefault(
                                                Store.DATABASE_VARIABLE, Store.DEFAULT_DATABASE)),
                        System.getenv());
        orders = new MongoOrderStore(store);
    }

    void start(@Observes StartupEvent event) {
        ConfiguredSource.of(config, broker).ifPresent(this::run);
        if (runners.isEmpty()) {
            LOGGER.info("no source: BINLOG_HOST is not set");
        }
    }

    private void run(SourceSettings settings) {
        Clock clock = Clock.systemUTC();
        SourceMetrics.OfSource meters = metrics.of(settings.name());
        SourceRunner runner =
                new SourceRunner(
                        settings,
                        new SourceRunner.Environment(
                                login ->
                                        new MySqlServer(
                                                vertx, login, settings.stream().connectTimeout()),
                                new MongoCheckpointStore(store),
                                new MongoSchemaStore(store),
                                orders,
                                new RowChangeWindows(
                                        store, settings.name(), settings.timing().window(), clock),
                                owner,
                                clock),
                        meters::confirmed);
        watch(runner, meters);
        runners.add(runner);
        Thread.ofVirtual().name("binlog-indexes").start(this::ensureIndexes);
        runner.start(config.delayStart());
        Thread.ofVirtual().name("binlog-orders-" + settings.name()).start(() -> passOrders(runner));
    }

    /** Orders may be given to another replica than the one that runs the source. */
    private void passOrders(SourceRunner runner) {
        try {
            while (!(runner.state() instanceof SourceState.Stopped)) {
                Thread.sleep(ORDERS_EVERY);
                try {
                    runner.obey(orders.load(runner.settings().name()));
                } catch (MongoException notNow) {
                    LOGGER.debugf("orders are not read: %s", notNow.getMessage());
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where operators' orders go. */
    public OrderStore orders() {
        return orders;
    }

    private static void watch(SourceRunner runner, SourceMetrics.OfSource meters) {
        meters.gauge(
                "running",
                "1 while the source publishes",
                runner,
                r -> r.state() instanceof SourceState.Running ? 1 : 0);
        meters.gauge(
                "failed",
                "1 while the source is stopped or parked by a fault",
                runner,
                r ->
                        r.state() instanceof SourceState.Failed
                                        || r.state() instanceof SourceState.Parked
                                ? 1
                                : 0);
        meters.gauge(
                "lag.seconds",
                "How long ago the last confirmed transaction was committed; 0 when caught up",
                runner,
                SourceRunner::lagSeconds);
        meters.gauge(
                "unconfirmed",
                "Messages that wait for their confirm",
                runner,
                SourceRunner::unconfirmed);
        meters.gauge(
                "discarded",
                "Messages that reached no queue and were thrown away, as the policy says",
                runner,
                SourceRunner::discarded);
        meters.gauge(
                "blocked",
                "1 while the broker takes no messages for want of memory or disk",
                runner,
                r -> r.isBlocked() ? 1 : 0);
    }

    private void ensureIndexes() {
        try {
            store.ensureIndexes(
                    StoreCollection.ROW_CHANGE_WINDOWS,
                    StoreCollection.BINLOG_CHECKPOINTS,
                    StoreCollection.BINLOG_SCHEMAS);
        } catch (RuntimeException notNow) {
            LOGGER.warnf("indexes are not ensured: %s", notNow.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        for (SourceRunner runner : runners) {
            runner.stop();
        }
    }

    /** All of them. */
    public List<SourceRunner> all() {
        return List.copyOf(runners);
    }
}
