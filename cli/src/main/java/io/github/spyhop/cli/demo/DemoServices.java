package io.github.spyhop.cli.demo;

import io.github.spyhop.cli.run.CommandFailedException;
import io.github.spyhop.cli.run.Progress;
import io.github.spyhop.cli.run.Project;
import io.github.spyhop.testbed.process.FreePort;
import io.github.spyhop.testbed.process.OwnedProcess;
import io.github.spyhop.testbed.process.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The four services as processes, each configured by its environment alone. */
final class DemoServices {

    private static final Duration READY_MAX = Duration.ofSeconds(60);

    private final Project project;
    private final RunFolder run;
    private final Map<Service, Integer> ports = new EnumMap<>(Service.class);

    DemoServices(Project project, RunFolder run, int consolePort) {
        this.project = project;
        this.run = run;
        for (Service service : Service.values()) {
            ports.put(service, FreePort.any());
        }
        if (consolePort != 0) {
            ports.put(Service.QUERY_API, FreePort.orTaken(consolePort, "the console"));
        }
    }

    /** A service, by the name of its module. */
    enum Service {
        PROBE_AGENT("probe-agent"),
        COLLECTOR_SERVICE("collector-service"),
        BINLOG_MONITOR("binlog-monitor"),
        QUERY_API("query-api");

        private final String module;

        Service(String module) {
            this.module = module;
        }

        String module() {
            return module;
        }
    }

    int portOf(Service service) {
        return ports.getOrDefault(service, 0);
    }

    /** Starts all at once and returns when each is ready. */
    void start(Map<Service, Map<String, String>> environments, Progress progress) throws Exception {
        List<Future<?>> starting = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Service service : Service.values()) {
                Map<String, String> environment = environments.getOrDefault(service, Map.of());
                starting.add(
                        threads.submit(() -> {
                            start(service, environment, progress);
                            return null;
                        }));
            }
        }
        for (Future<?> each : starting) {
            each.get();
        }
    }

    private void start(Service service, Map<String, String> environment, Progress progress)
            throws Exception {
        long begin = System.nanoTime();
        OwnedProcess process = run.start(service.module(), command(service), environment);
        ServiceApi api = new ServiceApi(portOf(service), "");
        boolean ready = Waiting.isSoWithin(READY_MAX, () -> !process.isAlive() || api.isReady());
        if (!ready || !process.isAlive()) {
            throw new CommandFailedException(
                    "%s did not become ready. Its last output:%n%s"
                            .formatted(service.module(), process.lastLines()));
        }
        progress.say(
                "  ✓ %s on port %d (%.1f s)"
                        .formatted(
                                service.module(),
                                portOf(service),
                                (System.nanoTime() - begin) / 1e9));
    }

    private List<String> command(Service service) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return List.of(
                java.toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + portOf(service),
                "-jar",
                project.serviceJar(service.module()).toString());
    }
}
