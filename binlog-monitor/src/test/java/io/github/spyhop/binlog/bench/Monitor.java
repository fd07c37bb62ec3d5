package io.github.spyhop.binlog.bench;

import static io.github.spyhop.binlog.bench.Shop.SCHEMA;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.process.FreePort;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** binlog-monitor as it is shipped, with one source at a time, which goes by the name of its queue. */
final class Monitor {

    /** More options of the monitor's JVM, such as those of a profiler; {name} is the source's. */
    private static final String JVM_OPTIONS = System.getProperty("spyhop.bench.jvm", "");

    private static final Pattern ROW_COUNTER =
            Pattern.compile("(?m)^spyhop_binlog_rows_total\\{.*} ([0-9.E+]+)$");

    private final ServerAddress mysql;
    private final ServerAddress rabbit;
    private final int port = FreePort.any();
    private final HttpClient http = HttpClient.newHttpClient();

    Monitor(ServerAddress mysql, ServerAddress rabbit) {
        this.mysql = mysql;
        this.rabbit = rabbit;
    }

    /**
     * Starts it with a source.
     *
     * @param more of its environment
     */
    MeasuredProcess start(String name, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("MONGODB_URI", RealServers.shared(ServerKind.MONGODB).uri());
        environment.put("MONGODB_DB_NAME", SCHEMA);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("BINLOG_SOURCE", name);
        environment.put("BINLOG_HOST", mysql.host());
        environment.put("BINLOG_PORT", Integer.toString(mysql.port()));
        environment.put("BINLOG_USER", mysql.user());
        environment.put("BINLOG_PASSWORD", mysql.password());
        environment.put("BINLOG_SSL_MODE", "DISABLED"); // as Maxwell is told to
        environment.put("BINLOG_DATABASE", SCHEMA);
        environment.put("BINLOG_EXCHANGE", "bench." + name);
        environment.put("RABBITMQ_HOST", rabbit.host());
        environment.put("RABBITMQ_PORT", Integer.toString(rabbit.port()));
        environment.put("RABBITMQ_USERNAME", rabbit.user());
        environment.put("RABBITMQ_PASSWORD", rabbit.password());
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-XX:+UseSerialGC"));
        if (!JVM_OPTIONS.isEmpty()) {
            command.addAll(List.of(JVM_OPTIONS.replace("{name}", name).split(" ")));
        }
        command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        return new MeasuredProcess(
                command, environment, Path.of("target", "bench-" + name + ".log"));
    }

    /** Where a source is; none before it has begun. */
    static @Nullable Document checkpointOf(String source) {
        try (MongoClient mongo =
                MongoClients.create(RealServers.shared(ServerKind.MONGODB).uri())) {
            return mongo.getDatabase(SCHEMA)
                    .getCollection("binlog_checkpoint")
                    .find(Filters.and(Filters.eq("_id", source), Filters.exists("server_uuid")))
                    .first();
        }
    }

    /** A source that begins where the first one did. */
    static void beginAsTheFirst(String source) {
        Document checkpoint = Objects.requireNonNull(checkpointOf("begin"));
        checkpoint.put("_id", source);
        checkpoint.remove("lease_until");
        checkpoint.remove("owner");
        try (MongoClient mongo =
                MongoClients.create(RealServers.shared(ServerKind.MONGODB).uri())) {
            mongo.getDatabase(SCHEMA).getCollection("binlog_checkpoint").insertOne(checkpoint);
        }
    }

    /** How many rows the broker has confirmed to it; 0 before it answers. */
    long confirmedRows() throws InterruptedException {
        try {
            String metrics =
                    http.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            "http://localhost:%d/q/metrics"
                                                                    .formatted(port)))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
            long sum = 0;
            for (Matcher row = ROW_COUNTER.matcher(metrics); row.find(); ) {
                sum += (long) Double.parseDouble(row.group(1));
            }
            return sum;
        } catch (IOException notUpYet) {
            return 0;
        }
    }
}
