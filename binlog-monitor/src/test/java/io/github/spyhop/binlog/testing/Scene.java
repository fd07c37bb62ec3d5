package io.github.spyhop.binlog.testing;

import com.rabbitmq.client.BuiltinExchangeType;
import io.github.spyhop.binlog.source.SourceState;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.RunningServer;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a test of a source plays in: a schema of a shared MySQL, an exchange of the same name in the
 * shared RabbitMQ with a subscriber to it, and the sources and servers that the test starts. All are
 * new for each test, and ended behind it.
 */
public final class Scene implements BeforeEachCallback, AfterEachCallback {

    private final String name;
    private final ServerKind kind;
    private final BuiltinExchangeType exchangeType;
    private final List<String> tables;
    private final Deque<Runnable> endings = new ArrayDeque<>();
    private @Nullable Database database;
    private @Nullable Subscriber subscriber;

    private Scene(
            String name, ServerKind kind, BuiltinExchangeType exchangeType, List<String> tables) {
        this.name = name;
        this.kind = kind;
        this.exchangeType = exchangeType;
        this.tables = tables;
    }

    /**
     * A schema and a fanout exchange of this name.
     *
     * @param tables statements that fill the schema
     */
    public static Scene of(String name, ServerKind kind, String... tables) {
        return new Scene(name, kind, BuiltinExchangeType.FANOUT, List.of(tables));
    }

    /** The same with a topic exchange. */
    public static Scene withTopics(String name, ServerKind kind, String... tables) {
        return new Scene(name, kind, BuiltinExchangeType.TOPIC, List.of(tables));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Database opened = endedLater(new Database(RealServers.shared(kind), name));
        opened.run(tables.toArray(String[]::new));
        database = opened;
        subscriber =
                endedLater(
                        new Subscriber(
                                RealServers.shared(ServerKind.RABBITMQ), name, exchangeType));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        while (!endings.isEmpty()) {
            endings.pop().run();
        }
    }

    private Database endedLater(Database opened) {
        endings.push(opened::close);
        return opened;
    }

    private Subscriber endedLater(Subscriber opened) {
        endings.push(opened::close);
        return opened;
    }

    /** A server for this test alone. */
    public RunningServer alone(ServerKind wanted, String purpose, String... arguments) {
        RunningServer server = RealServers.alone(wanted, purpose, arguments);
        endings.push(server::kill);
        return server;
    }

    /** The schema of this scene, new on another server. */
    public Database databaseOn(ServerAddress mysql) {
        return endedLater(new Database(mysql, name));
    }

    /** Of a source of this scene; the servers are the shared ones. */
    public TestSettings settings() {
        return settings(RealServers.shared(kind));
    }

    /** Of a source that reads another MySQL. */
    public TestSettings settings(ServerAddress mysql) {
        TestSettings settings =
                TestSettings.of(name, mysql, RealServers.shared(ServerKind.RABBITMQ));
        return exchangeType == BuiltinExchangeType.TOPIC
                ? settings.exchangeType("topic", "{schema}.{table}.{type}")
                : settings;
    }

    /** Starts a source, and returns while it is coming up. */
    public RunningSource start(TestSettings settings) {
        RunningSource source = RunningSource.start(settings.build());
        endings.push(source::close);
        return source;
    }

    /** Starts a source, and returns when it publishes. */
    public RunningSource startAndAwait(TestSettings settings) {
        return start(settings).await(SourceState.Running.class);
    }

    /** Starts a source with the settings of this scene, and returns when it publishes. */
    public RunningSource startAndAwait() {
        return startAndAwait(settings());
    }

    public Database database() {
        return Objects.requireNonNull(database, "before the test");
    }

    public Subscriber subscriber() {
        return Objects.requireNonNull(subscriber, "before the test");
    }

    /** Runs statements in the schema. */
    public void run(String... statements) {
        database().run(statements);
    }

    /** What was published but for heartbeats, once it is so many messages. */
    public List<Received> awaitChanges(int count) {
        return subscriber().awaitChanges(count);
    }

    /** The only message but for heartbeats. */
    public Received awaitChange() {
        return subscriber().awaitChange();
    }
}
