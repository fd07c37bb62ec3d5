package io.github.spyhop.testbed.server;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.bson.Document;

/** Asks a server whether it answers a client that logs in. */
final class ServerProbe {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int CONNECT_MILLIS_MAX = 2_000;
    private static final int REPLICA_SET_NOT_INITIATED = 94;
    private static final int REPLICA_SET_INITIATED_ALREADY = 23;

    private ServerProbe() {}

    /** Returns when the server answers; fails with its last refusal when the time is over. */
    static void await(ServerAddress address, Duration time) throws InterruptedException {
        await(address, time, () -> true);
    }

    /** The same, given up early when the server is no longer alive. */
    static void await(ServerAddress address, Duration time, BooleanSupplier alive)
            throws InterruptedException {
        Instant deadline = Instant.now().plus(time);
        String refusal = "";
        while (Instant.now().isBefore(deadline)) {
            if (!alive.getAsBoolean()) {
                throw new IllegalStateException("its process ended");
            }
            try {
                probe(address);
                return;
            } catch (InterruptedException interrupted) {
                throw interrupted;
            } catch (Exception notYet) {
                refusal = String.valueOf(notYet.getMessage());
                Thread.sleep(PAUSE);
            }
        }
        throw new IllegalStateException("no answer within " + time + ": " + refusal);
    }

    static void probe(ServerAddress address) throws Exception {
        switch (address.kind()) {
            case MYSQL, MYSQL80 -> probeMySql(address);
            case MONGODB -> probeMongo(address);
            case RABBITMQ -> probeRabbit(address);
        }
    }

    private static void probeMySql(ServerAddress address) throws Exception {
        try (var connection = address.connect("", "&connectTimeout=" + CONNECT_MILLIS_MAX);
                var statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }

    /** Also makes a new server a replica set of one member, and fails until that is writable. */
    private static void probeMongo(ServerAddress address) {
        MongoClientSettings settings =
                MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(address.uri()))
                        .applyToClusterSettings(
                                cluster -> cluster.serverSelectionTimeout(1, TimeUnit.SECONDS))
                        .build();
        try (MongoClient client = MongoClients.create(settings)) {
            MongoDatabase admin = client.getDatabase("admin");
            try {
                admin.runCommand(new Document("replSetGetStatus", 1));
            } catch (MongoCommandException notYet) {
                if (notYet.getErrorCode() != REPLICA_SET_NOT_INITIATED) {
                    throw notYet;
                }
                initiate(admin);
            }
            Document hello = admin.runCommand(new Document("hello", 1));
            if (!hello.getBoolean("isWritablePrimary", false)) {
                throw new IllegalStateException("not yet the primary");
            }
        }
    }

    private static void initiate(MongoDatabase admin) {
        try {
            admin.runCommand(new Document("replSetInitiate", new Document()));
        } catch (MongoCommandException failure) {
            if (failure.getErrorCode() != REPLICA_SET_INITIATED_ALREADY) {
                throw failure;
            }
        }
    }

    private static void probeRabbit(ServerAddress address) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(address.uri());
        factory.setConnectionTimeout(CONNECT_MILLIS_MAX);
        try (var connection =
                factory.newConnection(
                        List.of(new com.rabbitmq.client.Address(address.host(), address.port())),
                        "spyhop-testbed")) {
            if (!connection.isOpen()) {
                throw new IOException("closed at once");
            }
        }
    }
}
