package io.github.spyhop.probe.load;

import io.github.spyhop.probe.Waiting;
import io.github.spyhop.testbed.process.FreePort;
import io.github.spyhop.testbed.server.PcapLibrary;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The packaged probe as a process of its own, capturing the loopback with windows of a second. */
final class ProbeProcess implements AutoCloseable {

    /** As in its container: 40 % of 384 MiB. */
    private static final String HEAP = "-Xmx153m";

    /** What compilers and decompression gave back goes back to the system, too. */
    private static final String TRIM = "-XX:TrimNativeHeapInterval=5000";

    private static final Duration START_MAX = Duration.ofSeconds(30);

    private final Process process;
    private final int httpPort;
    private final HttpClient http = HttpClient.newHttpClient();

    private ProbeProcess(Process process, int httpPort) {
        this.process = process;
        this.httpPort = httpPort;
    }

    /** Returns once it captures. */
    static ProbeProcess start(Path folder, int mysqlPort, String store, String database)
            throws Exception {
        int httpPort = FreePort.any();
        Path jar = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
        ProcessBuilder builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                HEAP,
                                TRIM,
                                "--enable-native-access=ALL-UNNAMED",
                                "-jar",
                                jar.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("probe.log").toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "MONGODB_URI",
                                store,
                                "MONGODB_DB_NAME",
                                database,
                                "PROBE_DEVICE",
                                "lo",
                                "PROBE_PORT",
                                Integer.toString(mysqlPort),
                                "SERVERPORT",
                                Integer.toString(httpPort),
                                "INTERVAL",
                                "1",
                                "SPYHOP_LIBPCAP",
                                PcapLibrary.find().toString()));
        ProbeProcess probe = new ProbeProcess(builder.start(), httpPort);
        Waiting.until(
                "the probe captures",
                START_MAX,
                () -> {
                    try {
                        return probe.get("/q/health/ready").statusCode() == 200;
                    } catch (ConnectException notYet) {
                        return false;
                    }
                });
        return probe;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + httpPort + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    String metrics() throws IOException, InterruptedException {
        return get("/q/metrics").body();
    }

    /** A gauge or counter without labels. */
    double metric(String name) throws IOException, InterruptedException {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    Duration cpu() {
        return cpu(process.toHandle());
    }

    static Duration cpu(ProcessHandle any) {
        return any.info().totalCpuDuration().orElseThrow();
    }

    long residentMegabytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
