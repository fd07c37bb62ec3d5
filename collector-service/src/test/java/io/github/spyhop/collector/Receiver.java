package io.github.spyhop.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server that keeps what it is sent. */
public final class Receiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final AtomicInteger refusals = new AtomicInteger();

    /** A request with its path, query included. */
    public record Request(String path, Map<String, List<String>> headers, String body) {

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException notJson) {
                throw new IllegalStateException(notJson);
            }
        }
    }

    public Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    String path = exchange.getRequestURI().toString();
                    requests.add(
                            new Request(
                                    path,
                                    Map.copyOf(exchange.getRequestHeaders()),
                                    new String(body, StandardCharsets.UTF_8)));
                    boolean refused = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
                    if (refused) {
                        exchange.getResponseHeaders().add("Retry-After", "1");
                    }
                    byte[] answer =
                            answers.getOrDefault(exchange.getRequestURI().getPath(), "ok")
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(refused ? 429 : 200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
    }

    /** What a path is answered with. */
    public Receiver answering(String path, String body) {
        answers.put(path, body);
        return this;
    }

    /** Asks for patience so often. */
    public Receiver refusing(int times) {
        refusals.set(times);
        return this;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    public List<Request> requests(String path) {
        return requests.stream().filter(request -> request.path().startsWith(path)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
