package io.github.spyhop.query;

import io.github.spyhop.testbed.process.FreePort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Keycloak, which the build unpacked, with the people of {@code keycloak/spyhop.json}: dora is
 * of group dba, adam of a group that is called admin.
 */
public class KeycloakOfTests implements QuarkusTestResourceLifecycleManager {

    static final String CLIENT = "spyhop";
    static final String TOKEN_URL = "test.oidc.token-url";
    static final String CLIENT_SECRET = "client-secret-of-the-tests-0123456789";

    private static final Path UNPACKED = Path.of("target/keycloak");
    private static final Path REALM = Path.of("src/test/resources/keycloak/spyhop.json");
    private static final Duration START_MAX = Duration.ofMinutes(3);

    private Process process;

    @Override
    public Map<String, String> start() {
        int port = FreePort.any();
        String realm = "http://127.0.0.1:%d/realms/spyhop".formatted(port);
        try {
            process = startOn(port);
            awaitAnswer(URI.create(realm + "/.well-known/openid-configuration"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        return Map.of(
                "SPYHOP_OIDC_ENABLED",
                "true",
                "SPYHOP_OIDC_URL",
                realm,
                "SPYHOP_OIDC_CLIENT_ID",
                CLIENT,
                "SPYHOP_OIDC_CLIENT_SECRET",
                CLIENT_SECRET,
                "spyhop.access.oidc.operator-groups",
                "dba,sre",
                "spyhop.access.oidc.viewer-groups",
                "developers",
                "test.oidc.token-url",
                realm + "/protocol/openid-connect/token");
    }

    private static Process startOn(int port) throws IOException {
        Path home;
        try (Stream<Path> folders = Files.list(UNPACKED)) {
            home = folders.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        Files.createDirectories(home.resolve("data/import"));
        Files.copy(
                REALM,
                home.resolve("data/import/spyhop.json"),
                StandardCopyOption.REPLACE_EXISTING);
        ProcessBuilder builder =
                new ProcessBuilder(
                        "bash",
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--cache=local");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xmx384m");
        builder.redirectErrorStream(true).redirectOutput(UNPACKED.resolve("keycloak.log").toFile());
        return builder.start();
    }

    private void awaitAnswer(URI uri) throws IOException, InterruptedException {
        long end = System.nanoTime() + START_MAX.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!answers(client, uri)) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    throw new IOException(
                            "Keycloak does not answer; see query-api/target/keycloak/keycloak.log");
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    private static boolean answers(HttpClient client, URI uri) throws InterruptedException {
        try {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void stop() {
        // The script has the server as its child.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
