package io.github.spyhop.query;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.process.FreePort;
import io.github.spyhop.testbed.process.RunFolder;
import io.github.spyhop.testbed.server.PcapLibrary;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The probe, the collector and the binlog monitor as processes that watch one real MySQL and write to
 * the store of the tests, as on a fleet.
 */
final class WatchingServices implements AutoCloseable {

    private final RunFolder run =
            new RunFolder(Path.of("target/watching-services").toAbsolutePath());

    private WatchingServices() {}

    /** Starts them; where a service was not built yet, the test is left out and says so. */
    static WatchingServices start(ServerAddress mysql, String instance) throws IOException {
        WatchingServices services = new WatchingServices();
        services.run.endAll(); // what a killed run left
        services.start(
                "probe-agent",
                Map.of(
                        "PROBE_DEVICE", "lo",
                        "PROBE_PORT", Integer.toString(mysql.port()),
                        "SERVERPORT", Integer.toString(FreePort.any()),
                        "INTERVAL", "2",
                        "SPYHOP_LIBPCAP", PcapLibrary.find().toString()));
        services.start(
                "collector-service",
                Map.of(
                        "AES_KEY", StoreOfTests.KEY,
                        "SPYHOP_COLLECTOR_DIGEST_INTERVAL", "2S",
                        "SPYHOP_COLLECTOR_MYSQL_TLS", "DISABLED"));
        ServerAddress rabbit = RealServers.shared(ServerKind.RABBITMQ);
        services.start(
                "binlog-monitor",
                Map.ofEntries(
                        Map.entry("BINLOG_SOURCE", instance),
                        Map.entry("BINLOG_HOST", mysql.host()),
                        Map.entry("BINLOG_PORT", Integer.toString(mysql.port())),
                        Map.entry("BINLOG_USER", mysql.user()),
                        Map.entry("BINLOG_PASSWORD", mysql.password()),
                        Map.entry("BINLOG_SERVER_ID", "7103"),
                        Map.entry("BINLOG_QUEUE", "console-walk"),
                        Map.entry("RABBITMQ_HOST", rabbit.host()),
                        Map.entry("RABBITMQ_PORT", Integer.toString(rabbit.port())),
                        Map.entry("RABBITMQ_USERNAME", rabbit.user()),
                        Map.entry("RABBITMQ_PASSWORD", rabbit.password())));
        return services;
    }

    private void start(String module, Map<String, String> settings) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("MONGODB_URI", RealServers.shared(ServerKind.MONGODB).uri());
        environment.put("MONGODB_DB_NAME", StoreOfTests.DATABASE);
        run.start(
                module,
                List.of(
                        java.toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + FreePort.any(),
                        "-jar",
                        jarOf(module).toString()),
                environment);
    }

    /** Built by the checked build, which has them before this module, or by the launcher. */
    private static Path jarOf(String module) {
        Path target = Path.of("..", module, "target").toAbsolutePath().normalize();
        List<Path> jars =
                Stream.of("quarkus-app", "launcher/quarkus-app")
                        .map(folder -> target.resolve(folder).resolve("quarkus-run.jar"))
                        .filter(Files::exists)
                        .toList();
        assumeTrue(!jars.isEmpty(), () -> module + " is not built; ./spyhop build does it");
        return jars.getFirst();
    }

    @Override
    public void close() throws IOException {
        run.endAll();
    }
}
