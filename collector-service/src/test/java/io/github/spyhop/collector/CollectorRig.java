package io.github.spyhop.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.config.TestConfig;
import io.github.spyhop.model.instance.CredentialCipher;
import io.github.spyhop.model.store.InstanceDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.bson.Document;

/** Collectors on the real servers, with a MongoDB database of their own. */
final class CollectorRig implements AutoCloseable {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final String database = "collector_" + UUID.randomUUID().toString().substring(0, 8);
    private final MongoClient mongo =
            MongoClients.create(RealServers.shared(ServerKind.MONGODB).uri());
    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> settings = new HashMap<>();
    private final List<Replica> replicas = new ArrayList<>();

    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        Awaitility.setDefaultPollInterval(Duration.ofMillis(50));
    }

    /** A running collector. */
    final class Replica {

        private final CollectorPipeline pipeline;
        private final TaskLoop turns;
        private final TaskLoop sweeps;
        private final Vertx own = Vertx.vertx();

        private Replica() {
            pipeline =
                    new CollectorPipeline(
                            config(), own, mongo, new SimpleMeterRegistry(), database);
            turns = TaskLoop.start("turns", Duration.ofMillis(100), late -> pipeline.turn());
            sweeps = TaskLoop.start("sweeps", Duration.ofMillis(200), late -> pipeline.sweep());
        }

        CollectorPipeline pipeline() {
            return pipeline;
        }

        /** Ends it in good order. */
        void stop() {
            turns.stop(Duration.ofSeconds(5));
            sweeps.stop(Duration.ofSeconds(5));
            pipeline.stop(new ShutdownEvent());
            own.close();
            replicas.remove(this);
        }
    }

    CollectorRig() {
        settings.put("spyhop.collector.aes-keys", KEY);
        settings.put("spyhop.collector.fleet.interval", "PT0.1S");
        settings.put("spyhop.collector.fleet.expiry", "PT2S");
        settings.put("spyhop.collector.running.interval", "PT0.2S");
        settings.put("spyhop.collector.running.slow-from", "PT0.5S");
        settings.put("spyhop.collector.digests.interval", "PT0.3S");
        settings.put("spyhop.collector.mysql.back-off-max", "PT2S");
        settings.put("spyhop.collector.status.interval", "PT0.5S");
        settings.put("spyhop.collector.status.commands-interval", "PT1S");
        settings.put("spyhop.collector.status.caches-interval", "PT1S");
        settings.put("spyhop.collector.status.parameters-interval", "PT0.5S");
        settings.put("spyhop.collector.status.waits-interval", "PT0.3S");
        settings.put("spyhop.collector.locks.interval", "PT0.3S");
        settings.put("spyhop.collector.events.interval", "PT0.5S");
        settings.put("spyhop.collector.events.missed-after", "PT2S");
    }

    CollectorRig with(String name, String value) {
        settings.put("spyhop.collector." + name, value);
        return this;
    }

    CollectorConfig config() {
        return TestConfig.of(settings);
    }

    Replica start() {
        Replica replica = new Replica();
        replicas.add(replica);
        return replica;
    }

    Vertx vertx() {
        return vertx;
    }

    MongoClient mongo() {
        return mongo;
    }

    Store store() {
        return new Store(mongo.getDatabase(database), Map.of());
    }

    MongoCollection<Document> documents(StoreCollection collection) {
        return store().collection(collection, Document.class);
    }

    /** Registers a server with the account that it has for that. */
    void register(String name, WatchedServer server) {
        register(name, server.address(), WatchedServer.USER, WatchedServer.PASSWORD);
    }

    /** Puts an instance into the registry. */
    void register(String name, ServerAddress server, String user, String password) {
        store().collection(StoreCollection.INSTANCES, InstanceDocument.class)
                .insertOne(
                        new InstanceDocument(
                                name,
                                name,
                                "TEST",
                                "MySQL",
                                null,
                                server.host(),
                                server.port(),
                                "here",
                                user,
                                new CredentialCipher(List.of(KEY)).encrypt(name, password),
                                "information_schema",
                                Instant.now(),
                                Instant.now()));
    }

    /** Waits until an instance is watched. */
    void awaitWatched(String name) {
        await().untilAsserted(() -> {
            Document state =
                    documents(StoreCollection.INSTANCE_STATES)
                            .find(new Document("_id", name))
                            .first();
            assertThat(state).containsEntry("state", "watched");
        });
    }

    void unregister(String name) {
        documents(StoreCollection.INSTANCES).deleteOne(new Document("_id", name));
    }

    @Override
    public void close() {
        List.copyOf(replicas).forEach(Replica::stop);
        mongo.getDatabase(database).drop();
        mongo.close();
        vertx.close();
    }
}
