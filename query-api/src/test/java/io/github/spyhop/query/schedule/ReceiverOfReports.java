package io.github.spyhop.query.schedule;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands where Slack and a webhook are, and keeps what it is sent: path, signature and body. */
public class ReceiverOfReports implements QuarkusTestResourceLifecycleManager {

    static final String SECRET_PATH = "/slack/T0-secret-of-the-webhook";
    static final String SIGNING_KEY = "signing key of the tests";
    static final int OK = 200;

    /** A message as it came. */
    record Sent(String path, String signature, String body) {}

    private final Queue<Sent> received = new ConcurrentLinkedQueue<>();
    private final AtomicInteger status = new AtomicInteger(OK);
    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        HttpServer opened;
        try {
            opened =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        opened.createContext("/", this::take);
        opened.start();
        server = opened;
        String url = "http://127.0.0.1:" + opened.getAddress().getPort();
        return Map.of(
                "spyhop.reports.public-url",
                "https://spyhop.example/console/",
                "spyhop.reports.time-zone",
                "Asia/Seoul",
                "spyhop.reports.webhook-url",
                url + "/hook",
                "spyhop.reports.webhook-signing-key",
                SIGNING_KEY,
                "spyhop.reports.channels",
                "dba",
                "test.receiver",
                url);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String signature = exchange.getRequestHeaders().getFirst("X-Spyhop-Signature");
            received.add(
                    new Sent(
                            exchange.getRequestURI().getPath(),
                            signature == null ? "" : signature,
                            body));
            exchange.sendResponseHeaders(status.get(), -1);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(received, field -> field.getType() == Queue.class);
        injector.injectIntoFields(status, field -> field.getType() == AtomicInteger.class);
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
