package io.github.spyhop.bench.query;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.bench.MeasuredProcess;
import io.github.spyhop.model.instance.CredentialCipher;
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
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.bson.Document;

/** query-api on a store of months, asked by many users at a time; see {@code bench/query-api}. */
public final class QueryBench {

    private static final Path JAR =
            Path.of("query-api/target/quarkus-app/quarkus-run.jar").toAbsolutePath();
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String TOKEN = "viewer-token-of-the-benchmark";
    private static final String ADMIN = "admin-token-of-the-benchmark";
    private static final String DATABASE = "query_bench";
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Duration WARM = Duration.ofSeconds(6);
    private static final double P50 = 0.5;
    private static final double P99 = 0.99;
    private static final Duration ROLLUPS_MAX = Duration.ofMinutes(10);

    /** Of slow statements, the newest days are added up when they are asked for. */
    private static final Duration DAYS_LEFT = Duration.ofDays(3);

    private static final Duration ROLLED_UP_WITHIN = Duration.ofMinutes(2);

    private final Options options;
    private final ServerAddress address = RealServers.shared(ServerKind.MONGODB);
    private final Fleet fleet;
    private final String database;

    private QueryBench(Options options) {
        this.options = options;
        this.fleet = new Fleet(options.servers());
        this.database = options.database().isEmpty() ? DATABASE : options.database();
    }

    /** See {@link Options}. */
    public static void main(String[] arguments) throws Exception {
        int code = new QueryBench(Options.parse(arguments)).run();
        // The servers end with the JVM, which drivers' threads would keep.
        System.exit(code);
    }

    private int run() throws Exception {
        RunFolder folder = new RunFolder(Files.createTempDirectory("spyhop-bench-"));
        try (MongoClient mongo = MongoClients.create(address.uri())) {
            long cacheMegabytes = FirstReading.defaultCacheMegabytes();
            mongo.getDatabase("admin")
                    .runCommand(
                            new Document("setParameter", 1)
                                    .append(
                                            "wiredTigerEngineRuntimeConfig",
                                            "cache_size=%dM".formatted(cacheMegabytes)));
            Store store = new Store(mongo.getDatabase(database), Map.of());
            StoreFill fill = new StoreFill(store, fleet, options);
            if (!fill.isDone()) {
                store.database().drop();
                fill.fill(Instant.now(), new CredentialCipher(List.of(KEY)));
            }
            if (options.run().isEmpty()) {
                System.out.printf(
                        "MongoDB's cache of %,d MB; documents and indexes were read once in %d s%n",
                        cacheMegabytes, new FirstReading(store).read().toSeconds());
            }
            try (LiveWindows live = new LiveWindows(store, fleet)) {
                return serve(folder, store);
            } finally {
                if (options.database().isEmpty()) {
                    store.database().drop();
                }
            }
        } finally {
            folder.endAll();
        }
    }

    /** Starts the service and measures it, or runs the command beside it, whose code it gives. */
    private int serve(RunFolder folder, Store store) throws Exception {
        int port = FreePort.any();
        OwnedProcess process = start(folder, port);
        String service = "http://127.0.0.1:" + port;
        awaitLive(service, process);
        awaitRollups(store);
        int code = 0;
        if (options.run().isEmpty()) {
            measure(process, service);
            process.stop(Duration.ofSeconds(10));
            if (options.only().isEmpty()) {
                measureRaw(store);
            }
        } else {
            code = command(service);
            process.stop(Duration.ofSeconds(10));
        }
        return code;
    }

    private int command(String service) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder("bash", "-c", options.run()).inheritIO();
        command.environment().put("SPYHOP_URL", service);
        command.environment().put("SPYHOP_TOKEN", ADMIN);
        return command.start().waitFor();
    }

    private void measure(OwnedProcess process, String service)
            throws IOException, InterruptedException, ExecutionException {
        MeasuredProcess measured = new MeasuredProcess(process.handle());
        Users users = new Users(service, TOKEN, fleet);
        System.out.printf(
                "%n%d users, each looks at an answer for %d ms; and without a pause%n%n",
                options.users(), options.pause().toMillis());
        System.out.println(
                "| | p50 ms | p99 ms | goal | failed | no pause: p50 ms | p99 ms | answers/s | CPU ms |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        Duration during = Duration.ofSeconds(options.seconds());
        for (Kind kind : Kind.all()) {
            if (kind.name().startsWith(options.only())) {
                row(kind, users, measured, during);
            }
        }
        System.out.printf("%nresident %d MB%n", measured.residentMegabytesMax());
    }

    private static void measureRaw(Store store) {
        System.out.printf("%n| by aggregation of the raw, one user alone | ms |%n|---|---|%n");
        new RawWay(store)
                .measure()
                .forEach(
                        (name, time) -> System.out.printf("| %s | %,d |%n", name, time.toMillis()));
    }

    private void row(Kind kind, Users users, MeasuredProcess measured, Duration during)
            throws InterruptedException, ExecutionException {
        users.ask(kind, options.users(), WARM, Duration.ofMillis(50));
        Users.Measured looking = users.ask(kind, options.users(), during, options.pause());
        Duration cpu = measured.cpu();
        Users.Measured busy = users.ask(kind, options.users(), during, Duration.ZERO);
        double cpuMillis =
                measured.cpu().minus(cpu).toNanos() / 1e6 / Math.max(1, busy.nanos().size());
        System.out.printf(
                "| %s | %.1f | %.1f | %d | %d | %.1f | %.1f | %.0f | %.1f |%n",
                kind.name(),
                looking.millis(P50),
                looking.millis(P99),
                kind.max().toMillis(),
                looking.failed() + busy.failed(),
                busy.millis(P50),
                busy.millis(P99),
                busy.perSecond(),
                cpuMillis);
    }

    /** The service as it is shipped, with the heap that the chart's 512 MB give it. */
    private OwnedProcess start(RunFolder folder, int port) throws IOException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseG1GC",
                        "-Xmx179m",
                        "-XX:TrimNativeHeapInterval=5000",
                        "-Dio.netty.allocator.maxOrder=7",
                        "-jar",
                        JAR.toString());
        return folder.start(
                "query-api",
                command,
                Map.of(
                        "MALLOC_ARENA_MAX", "2",
                        "QUARKUS_HTTP_PORT", Integer.toString(port),
                        "MONGODB_URI", address.uri(),
                        "MONGODB_DB_NAME", database,
                        "AES_KEY", KEY,
                        "SPYHOP_ACCESS_VIEWER_TOKEN", TOKEN,
                        "SPYHOP_ACCESS_ADMIN_TOKEN", ADMIN));
    }

    /** What was not rolled up while no service ran is made first: it is not what users meet. */
    private static void awaitRollups(Store store) throws InterruptedException {
        Instant begun = Instant.now();
        while (Duration.between(begun, Instant.now()).compareTo(ROLLUPS_MAX) < 0) {
            Document state =
                    store.collection(StoreCollection.ROLLUP_STATE, Document.class).find().first();
            Date until = state == null ? null : state.getDate("until_m");
            if (until != null
                    && until.toInstant().isAfter(Instant.now().minus(ROLLED_UP_WITHIN))
                    && allDaysKept(store)) {
                return;
            }
            Thread.sleep(1_000);
        }
        throw new IllegalStateException("roll-ups are not made within " + ROLLUPS_MAX);
    }

    /** The days of slow statements are added up from the newest to the oldest. */
    private static boolean allDaysKept(Store store) {
        Document oldest =
                store.collection(StoreCollection.SLOW_QUERIES, Document.class)
                        .find()
                        .sort(Sorts.ascending("start"))
                        .first();
        return oldest == null
                || oldest.getDate("start").toInstant().isAfter(Instant.now().minus(DAYS_LEFT))
                || store.collection(StoreCollection.SLOW_QUERY_DAYS, Document.class)
                                .countDocuments(Filters.lte("day", oldest.getDate("start")))
                        > 0;
    }

    private static void awaitLive(String service, OwnedProcess process)
            throws InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(URI.create(service + "/q/health/ready")).build();
        Instant begun = Instant.now();
        while (true) {
            try {
                if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It has not opened its port.
            }
            if (!process.isAlive()
                    || Duration.between(begun, Instant.now()).compareTo(START_MAX) > 0) {
                throw new IllegalStateException("query-api does not start: " + process.lastLines());
            }
            Thread.sleep(100);
        }
    }
}
