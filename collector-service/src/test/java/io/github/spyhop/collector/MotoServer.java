package io.github.spyhop.collector;

import io.github.spyhop.testbed.cache.UserCache;
import io.github.spyhop.testbed.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/** The AWS emulator moto, installed once into the user's cache. */
final class MotoServer implements AutoCloseable {

    private static final String VERSION = "5.2.5";

    private final Process process;
    private final URI uri;

    MotoServer() throws IOException, InterruptedException {
        Path packages =
                UserCache.ofUser()
                        .bundle(
                                "moto-" + VERSION,
                                (staging, home) ->
                                        run(
                                                "python3",
                                                "-m",
                                                "pip",
                                                "install",
                                                "--quiet",
                                                "--target",
                                                staging.toString(),
                                                "moto[server]==" + VERSION));
        int port = FreePort.any();
        uri = URI.create("http://127.0.0.1:" + port);
        ProcessBuilder builder =
                new ProcessBuilder(
                        "python3", "-B", "-m", "moto.server", "-H", "127.0.0.1", "-p", "" + port);
        builder.environment().put("PYTHONPATH", packages.toString());
        process =
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
    }

    URI uri() {
        return uri;
    }

    /** Waits until it answers. */
    MotoServer await() throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(uri.resolve("/moto-api/")).build();
            Eventually.hold(() -> {
                try {
                    client.send(request, BodyHandlers.discarding());
                } catch (IOException notYet) {
                    throw new AssertionError(notYet);
                } catch (InterruptedException stopped) {
                    throw new IllegalStateException(stopped);
                }
            });
        }
        return this;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process install = new ProcessBuilder(List.of(command)).inheritIO().start();
        if (install.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + install.exitValue());
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
