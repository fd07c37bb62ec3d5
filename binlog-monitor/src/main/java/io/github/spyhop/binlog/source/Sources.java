package io.github.spyhop.binlog.source;

import com.mongodb.client.MongoClient;
import io.github.spyhop.binlog.checkpoint.MongoCheckpointStore;
import io.github.spyhop.binlog.checkpoint.MongoSchemaStore;
import io.github.spyhop.binlog.config.BinlogConfig;
import io.github.spyhop.binlog.config.BrokerConfig;
import io.github.spyhop.binlog.definition.DefinedConfig;
import io.github.spyhop.binlog.definition.ManageDefinitions;
import io.github.spyhop.binlog.definition.MongoDefinitionStore;
import io.github.spyhop.binlog.definition.SourceDefinition;
import io.github.spyhop.binlog.metrics.SourceMetrics;
import io.github.spyhop.binlog.order.MongoOrderStore;
import io.github.spyhop.binlog.order.OrderStore;
import io.github.spyhop.binlog.server.MySqlServer;
import io.github.spyhop.binlog.window.RowChangeWindows;
import io.github.spyhop.model.instance.CredentialCipher;
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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The sources of this monitor, from the service's start to its end: the one that the environment
 * describes, and those that operators have added. Definitions and orders may be given to another
 * replica; this one looks for them every two seconds.
 */
@ApplicationScoped
public class Sources {

    private static final Logger LOGGER = Logger.getLogger(Sources.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final String OF_THE_ENVIRONMENT = "environment";

    private final BinlogConfig config;
    private final BrokerConfig broker;
    private final Store store;
    private final OrderStore orders;
    private final MongoDefinitionStore definitions;
    private final Vertx vertx;
    private final SourceMetrics metrics;
    private final String owner = UUID.randomUUID().toString();
    private final Map<String, Run> runs = new ConcurrentSkipListMap<>();
    private volatile boolean stopping;

    /** A source that runs. */
    private record Run(SourceRunner runner, SourceMetrics.OfSource meters, String revision) {}

    Sources(
            BinlogConfig config,
            BrokerConfig broker,
            MongoClient mongo,
            Vertx vertx,
            SourceMetrics metrics,
            @ConfigProperty(name = "AES_KEY") Optional<List<String>> keys) {
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
        definitions =
                new MongoDefinitionStore(store, () -> new CredentialCipher(keys.orElse(List.of())));
    }

    void start(@Observes StartupEvent event) {
        ConfiguredSource.of(config, broker)
                .ifPresent(settings -> run(settings, OF_THE_ENVIRONMENT, config.delayStart()));
        if (runs.isEmpty()) {
            LOGGER.info("no source of the environment: BINLOG_HOST is not set");
        }
        Thread.ofVirtual().name("binlog-indexes").start(this::ensureIndexes);
        Thread.ofVirtual().name("binlog-sources").start(this::follow);
    }

    private void run(SourceSettings settings, String revision, Duration delay) {
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
        SourceGauges.of(runner, meters);
        runs.put(settings.name(), new Run(runner, meters, revision));
        runner.start(delay);
    }

    private void follow() {
        try {
            Thread.sleep(config.delayStart());
            while (!stopping) {
                try {
                    followDefinitions();
                    for (Run run : runs.values()) {
                        run.runner().obey(orders.load(run.runner().settings().name()));
                    }
                } catch (RuntimeException notNow) {
                    LOGGER.warnf("definitions and orders: %s", notNow.getMessage());
                }
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts, restarts and ends sources as they are defined now. */
    public synchronized void followDefinitions() throws InterruptedException {
        List<SourceDefinition> wanted = definitions.all();
        for (Run run : List.copyOf(runs.values())) {
            boolean stays =
                    run.revision().equals(OF_THE_ENVIRONMENT)
                            || wanted.stream()
                                    .anyMatch(one -> one.revision().equals(run.revision()));
            if (!stays) {
                end(run);
            }
        }
        for (SourceDefinition definition : wanted) {
            if (!stopping && !runs.containsKey(definition.name())) {
                ConfiguredSource.of(DefinedConfig.of(definition), broker)
                        .ifPresent(settings -> run(settings, definition.revision(), Duration.ZERO));
            }
        }
    }

    private void end(Run run) throws InterruptedException {
        run.runner().stop();
        run.meters().remove();
        runs.remove(run.runner().settings().name());
    }

    /** Where operators' orders go. */
    public OrderStore orders() {
        return orders;
    }

    /** Where definitions go. */
    public ManageDefinitions definitions() {
        return new ManageDefinitions(definitions, config.host().map(host -> config.source()));
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

    synchronized void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        for (Run run : runs.values()) {
            run.runner().stop();
        }
    }

    /** All of them, by name. */
    public List<SourceRunner> all() {
        return runs.values().stream().map(Run::runner).toList();
    }

    /** The source of a name. */
    public Optional<SourceRunner> find(String name) {
        return Optional.ofNullable(runs.get(name)).map(Run::runner);
    }
}
