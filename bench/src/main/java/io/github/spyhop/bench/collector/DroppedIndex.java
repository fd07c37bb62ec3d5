package io.github.spyhop.bench.collector;

import com.sun.net.httpserver.HttpServer;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An index is dropped under steady load, at default intervals: when does Slack hear of it? */
final class DroppedIndex {

    private static final String SCHEMA = "index_bench";
    private static final Duration STEADY = Duration.ofSeconds(150);
    private static final Duration ALARM_MAX = Duration.ofMinutes(4);

    private DroppedIndex() {}

    static void run(Rig rig) throws Exception {
        Map<String, Instant> heard = new ConcurrentHashMap<>();
        HttpServer slack = receiver(heard);
        List<ServerAddress> servers =
                List.of(
                        RealServers.alone(ServerKind.MYSQL, "index").address(),
                        RealServers.alone(ServerKind.MYSQL80, "index").address());
        for (ServerAddress server : servers) {
            prepare(server);
            rig.register(nameOf(server.kind()), server);
        }
        rig.start(
                Map.of(
                        "SLACK_WEBHOOK_URL",
                        "http://127.0.0.1:" + slack.getAddress().getPort() + "/hook"));
        rig.awaitWatched(servers.size());
        List<Thread> clients =
                servers.stream()
                        .map(server -> Thread.ofPlatform().daemon().start(() -> visit(server)))
                        .toList();
        Thread.sleep(STEADY);
        heard.clear();
        for (ServerAddress server : servers) {
            Instant dropped = Instant.now();
            Load.run(server, "DROP INDEX by_kind ON " + SCHEMA + ".goods");
            report(server, heard, dropped);
        }
        clients.forEach(Thread::interrupt);
        slack.stop(0);
    }

    private static void report(ServerAddress server, Map<String, Instant> heard, Instant dropped)
            throws InterruptedException {
        String changed = nameOf(server.kind()) + ": plan_changed";
        String slower = nameOf(server.kind()) + ": latency_regression";
        Rig.await(
                "both alarms",
                ALARM_MAX,
                () -> heard.containsKey(changed) && heard.containsKey(slower));
        Table table = new Table(server.kind().title() + ", an index is dropped under load");
        table.line(
                "Slack hears of the plan after",
                "120 s",
                "%.0f s".formatted(after(dropped, heard, changed)));
        table.line(
                "and of the latency after",
                "120 s",
                "%.0f s".formatted(after(dropped, heard, slower)));
    }

    private static double after(Instant dropped, Map<String, Instant> heard, String what) {
        return Duration.between(dropped, heard.getOrDefault(what, Instant.MAX)).toMillis() / 1e3;
    }

    private static void prepare(ServerAddress server) throws SQLException {
        Load.run(
                server,
                "CREATE DATABASE " + SCHEMA,
                "CREATE TABLE %s.goods (id INT PRIMARY KEY, kind INT, KEY by_kind (kind))"
                        .formatted(SCHEMA),
                "SET SESSION cte_max_recursion_depth = 100000",
                ("INSERT INTO %s.goods WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1"
                                + " FROM c WHERE n < 20000) SELECT n, n %% 5000 FROM c")
                        .formatted(SCHEMA),
                "ANALYZE TABLE %s.goods".formatted(SCHEMA));
    }

    private static void visit(ServerAddress server) {
        try (Connection connection = server.connect(SCHEMA, "");
                Statement statement = connection.createStatement()) {
            for (int kind = 0; !Thread.currentThread().isInterrupted(); kind++) {
                statement.execute("SELECT COUNT(*) FROM goods WHERE kind = " + kind % 5000);
                Thread.sleep(20);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpServer receiver(Map<String, Instant> heard) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    for (ServerKind kind : ServerKind.values()) {
                        note(heard, body, nameOf(kind) + ": plan_changed");
                        note(heard, body, nameOf(kind) + ": latency_regression");
                    }
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static void note(Map<String, Instant> heard, String body, String alarm) {
        if (body.contains(" " + alarm)) {
            heard.putIfAbsent(alarm, Instant.now());
        }
    }

    private static String nameOf(ServerKind kind) {
        return "index-" + kind.id();
    }
}
