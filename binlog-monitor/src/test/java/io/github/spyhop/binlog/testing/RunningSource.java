package io.github.spyhop.binlog.testing;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.github.spyhop.binlog.checkpoint.MongoCheckpointStore;
import io.github.spyhop.binlog.checkpoint.MongoSchemaStore;
import io.github.spyhop.binlog.order.MongoOrderStore;
import io.github.spyhop.binlog.order.OrderStore;
import io.github.spyhop.binlog.server.MySqlServer;
import io.github.spyhop.binlog.source.SourceRunner;
import io.github.spyhop.binlog.source.SourceSettings;
import io.github.spyhop.binlog.source.SourceState;
import io.github.spyhop.binlog.stream.StreamSettings;
import io.github.spyhop.binlog.window.RowChangeWindows;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/** A source that runs on real servers, as the service runs it, without the service around it. */
public final class RunningSource implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final MongoClient mongo;
    private final Store store;
    private final SourceRunner runner;

    private RunningSource(SourceSettings settings, ServerAddress mongoAddress) {
        mongo = MongoClients.create(mongoAddress.uri());
        store = new Store(mongo.getDatabase("binlog_monitor_it"), Map.of());
        runner =
                new SourceRunner(
                        settings,
                        new SourceRunner.Environment(
                                login ->
                                        new MySqlServer(
                                                vertx, login, settings.stream().connectTimeout()),
                                new MongoCheckpointStore(store),
                                new MongoSchemaStore(store),
                                new MongoOrderStore(store),
                                new RowChangeWindows(
                                        store,
                                        settings.name(),
                                        settings.timing().window(),
                                        Clock.systemUTC()),
                                UUID.randomUUID().toString(),
                                Clock.systemUTC()),
                        unit -> {});
        runner.start(Duration.ZERO);
    }

    /** Starts a source, and returns while it is coming up. */
    public static RunningSource start(SourceSettings settings) {
        return new RunningSource(settings, RealServers.shared(ServerKind.MONGODB));
    }

    /** Starts a source, and returns when it publishes. */
    public static RunningSource startAndAwait(SourceSettings settings) {
        return start(settings).await(SourceState.Running.class);
    }

    /** Returns when the source is in a state. */
    public RunningSource await(Class<? extends SourceState> state) {
        Await.until(
                state.getSimpleName() + ", is " + runner.state(),
                () -> state.isInstance(runner.state()));
        return this;
    }

    public SourceRunner runner() {
        return runner;
    }

    /** Gives orders as the service does. */
    public void order(BiConsumer<OrderStore, String> order) {
        OrderStore orders = new MongoOrderStore(store);
        order.accept(orders, runner.settings().name());
        runner.obey(orders.load(runner.settings().name()));
    }

    /** Asks the server that it reads. */
    public MySqlServer server() {
        StreamSettings stream = runner.settings().stream();
        return new MySqlServer(vertx, stream.login(), stream.connectTimeout());
    }

    public Store store() {
        return store;
    }

    /** Ends it in good order. */
    @Override
    public void close() {
        try {
            runner.stop();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        mongo.close();
        vertx.close();
    }
}
