package io.github.spyhop.probe.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.spyhop.testbed.process.FreePort;
import io.github.spyhop.testbed.server.PcapLibrary;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The built probe as a process of its own, which may be killed. */
final class ProbeProcess implements AutoCloseable {

    static final String TOKEN = "a token of these tests only";

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Place place;
    private final Map<String, String> environment = new HashMap<>();
    private final Path log;
    private final Process process;

    /**
     * Starts it.
     *
     * @param folder for its log
     * @param settings its environment, beside what all have
     */
    ProbeProcess(String name, Path folder, Place place, Map<String, String> settings)
            throws IOException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR + " is not built: run mvn package first");
        }
        this.name = name;
        this.place = place;
        log = folder.resolve(name + ".log");
        environment.put("PROBE_NAME", name);
        environment.put("SERVERPORT", Integer.toString(FreePort.any()));
        environment.put("QUARKUS_HTTP_HOST", place.address());
        environment.put("INTERVAL", "1");
        environment.put("SPYHOP_ACCESS_ADMIN_TOKEN", TOKEN);
        environment.put("SPYHOP_LIBPCAP", PcapLibrary.find().toString());
        environment.put("CLUSTER_ADDRESS", place.address());
        environment.putAll(settings);
        process = start();
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(place.prefix());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx160m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        JAR.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return builder.start();
    }

    String name() {
        return name;
    }

    /** Where it answers by HTTP. */
    String server() {
        return place.address() + ":" + environment.get("SERVERPORT");
    }

    /** The status and body of an answer; status 0 if none came. */
    record Answer(int status, String body) {

        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    Answer get(String path) throws InterruptedException {
        return get(path, TOKEN);
    }

    Answer get(String path, String token) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + server() + path))
                        .header("Authorization", "Bearer " + token)
                        .build();
        try {
            HttpResponse<String> response =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException notThere) {
            return new Answer(0, String.valueOf(notThere.getMessage()));
        }
    }

    /** Its role, or what it answered instead. */
    String role() throws IOException, InterruptedException {
        Answer ready = get("/q/health/ready");
        if (ready.status() == 0) {
            return ready.body();
        }
        for (JsonNode check : ready.json().get("checks")) {
            if (check.get("name").asText().equals("role")) {
                return check.at("/data/role").asText();
            }
        }
        return ready.body();
    }

    /** Whether it is ready, so that a slave captures. */
    boolean captures() throws InterruptedException {
        return get("/q/health/ready").status() == 200;
    }

    /** By SIGKILL. */
    void kill() throws InterruptedException {
        // Not onExit(): it is completed in the common pool, of which a machine of two cores has one
        // thread.
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return name + ", log " + log;
    }
}
