package io.github.spyhop.collector;

import io.github.spyhop.testbed.cache.Command;
import io.github.spyhop.testbed.cache.UserCache;
import io.github.spyhop.testbed.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The AWS emulator moto, installed once into the user's cache. */
final class MotoServer implements AutoCloseable {

    private static final String VERSION = "5.2.5";
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final int STARTS_MAX = 3;

    private final Process process;
    private final URI uri;

    private MotoServer(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Starts it and returns when it answers. */
    static MotoServer start() throws IOException, InterruptedException {
        Path packages =
                UserCache.ofUser().bundle("moto-" + VERSION, (staging, home) -> install(staging));
        Path log = Files.createTempFile("moto-", ".log");
        for (int attempt = 0; attempt < STARTS_MAX; attempt++) {
            // Another process may take the port between the look and the start.
            int port = FreePort.any();
            Process process = start(packages, port, log);
            URI uri = URI.create("http://127.0.0.1:" + port);
            if (answers(uri, process)) {
                return new MotoServer(process, uri);
            }
        }
        throw new IOException("moto does not start: " + Files.readString(log));
    }

    URI uri() {
        return uri;
    }

    private static Process start(Path packages, int port, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        "python3", "-B", "-m", "moto.server", "-H", "127.0.0.1", "-p", "" + port);
        builder.environment().put("PYTHONPATH", packages.toString());
        return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    /** Waits until it answers, or has ended. */
    private static boolean answers(URI uri, Process process) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve("/moto-api/")).build();
        Instant deadline = Instant.now().plus(START_MAX);
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (process.isAlive() && Instant.now().isBefore(deadline)) {
                try {
                    client.send(request, BodyHandlers.discarding());
                    return true;
                } catch (IOException notYet) {
                    Thread.sleep(100);
                }
            }
        }
        process.destroy();
        return false;
    }

    private static void install(Path staging) throws IOException, InterruptedException {
        Command.of(
                        "python3",
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--target",
                        staging.toString(),
                        "moto[server]==" + VERSION)
                .run();
        // Some machines' Python adds its own certificates at the first import: before it is kept.
        new Command(
                        List.of("python3", "-B", "-c", "import moto.server, certifi"),
                        Map.of("PYTHONPATH", staging.toString()))
                .run();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
