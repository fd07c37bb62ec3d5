package io.github.spyhop.bench.collector;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.github.spyhop.bench.MeasuredProcess;
import io.github.spyhop.model.instance.CredentialCipher;
import io.github.spyhop.model.store.InstanceDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.process.FreePort;
import io.github.spyhop.testbed.process.OwnedProcess;
import io.github.spyhop.testbed.process.RunFolder;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bson.Document;

/** A store, and the replicas of the service that work on it. */
final class Rig implements AutoCloseable {

    private static final Path JAR =
            Path.of("collector-service/target/quarkus-app/quarkus-run.jar").toAbsolutePath();
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String DATABASE = "collector_bench";
    private static final Duration START_MAX = Duration.ofSeconds(60);

    private final ServerAddress mongoAddress = RealServers.shared(ServerKind.MONGODB);
    private final MongoClient mongo = MongoClients.create(mongoAddress.uri());
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Replica> replicas = new ArrayList<>();
    private final RunFolder folder;

    /** A running service. */
    final class Replica {

        private final OwnedProcess process;
        private final int port;

        private Replica(OwnedProcess process, int port) {
            this.process = process;
            this.port = port;
        }

        MeasuredProcess measured() {
            return new MeasuredProcess(process.handle());
        }

        /** Ends it as a crash would. */
        void kill() {
            process.kill();
        }

        /** The sum of the samples of a metric whose line begins so. */
        double metric(String beginning) throws IOException, InterruptedException {
            return get("/q/metrics")
                    .lines()
                    .filter(line -> line.startsWith(beginning))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        }

        private String get(String path) throws IOException, InterruptedException {
            URI uri = URI.create("http://127.0.0.1:" + port + path);
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        }

        private boolean answers() {
            try {
                return get("/q/health/live").contains("UP");
            } catch (IOException notYet) {
                return false;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    Rig() throws IOException {
        mongo.getDatabase(DATABASE).drop();
        folder = new RunFolder(Files.createTempDirectory("spyhop-bench-"));
    }

    Store store() {
        return new Store(mongo.getDatabase(DATABASE), Map.of());
    }

    MongoCollection<Document> documents(StoreCollection collection) {
        return store().collection(collection, Document.class);
    }

    /** Starts the service as it is shipped, with the heap that the chart's 512 MB give it. */
    Replica start(Map<String, String> settings) throws IOException, InterruptedException {
        int port = FreePort.any();
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("MONGODB_URI", mongoAddress.uri());
        environment.put("MONGODB_DB_NAME", DATABASE);
        environment.put("AES_KEY", KEY);
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx307m",
                        "-jar",
                        JAR.toString());
        String name = "collector-" + replicas.size();
        Replica replica = new Replica(folder.start(name, command, environment), port);
        replicas.add(replica);
        await("the service to start", START_MAX, replica::answers);
        return replica;
    }

    /** Puts an instance into the registry. */
    void register(String name, ServerAddress server) {
        Instant now = Instant.now();
        store().collection(StoreCollection.INSTANCES, InstanceDocument.class)
                .insertOne(
                        new InstanceDocument(
                                name,
                                name,
                                "BENCH",
                                "MySQL",
                                null,
                                server.host(),
                                server.port(),
                                "here",
                                server.user(),
                                new CredentialCipher(List.of(KEY)).encrypt(name, server.password()),
                                "information_schema",
                                now,
                                now));
    }

    /** Waits until so many instances are watched. */
    void awaitWatched(int count) throws InterruptedException {
        await(
                count + " instances to be watched",
                Duration.ofMinutes(2),
                () ->
                        documents(StoreCollection.INSTANCE_STATES)
                                        .countDocuments(new Document("state", "watched"))
                                >= count);
    }

    /** Waits until something holds, and gives how long that took. */
    static Duration await(String what, Duration max, BooleanSupplier condition)
            throws InterruptedException {
        Instant begun = Instant.now();
        while (!condition.getAsBoolean()) {
            if (Duration.between(begun, Instant.now()).compareTo(max) > 0) {
                throw new IllegalStateException("waited " + max + " for " + what);
            }
            Thread.sleep(100);
        }
        return Duration.between(begun, Instant.now());
    }

    @Override
    public void close() throws IOException {
        replicas.forEach(replica -> replica.process.stop(Duration.ofSeconds(10)));
        folder.endAll();
        mongo.getDatabase(DATABASE).drop();
        mongo.close();
    }
}
