package io.github.spyhop.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.spyhop.cli.run.CommandFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A service as its callers see it: JSON over HTTP, with a token. */
record ServiceApi(int port, String token) {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Whether it is ready to work. */
    boolean isReady() throws InterruptedException {
        try {
            return send(HttpRequest.newBuilder(), "/q/health/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return bodyOf(path, send(HttpRequest.newBuilder(), path));
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(MAPPER.writeValueAsString(body)));
        return bodyOf(path, send(request, path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path)
            throws IOException, InterruptedException {
        request.uri(URI.create("http://127.0.0.1:" + port + path)).timeout(ANSWER_MAX);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode bodyOf(String path, HttpResponse<String> response) throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw new CommandFailedException(
                    "%s answered %d: %s".formatted(path, response.statusCode(), response.body()));
        }
        return MAPPER.readTree(response.body());
    }
}
