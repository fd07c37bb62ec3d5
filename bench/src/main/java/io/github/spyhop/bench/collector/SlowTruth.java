package io.github.spyhop.bench.collector;

import io.github.spyhop.testbed.server.ServerAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Slow statements as performance_schema tells of them on the connection that ran them. */
final class SlowTruth {

    private static final double PICOS_PER_SECOND = 1e12;
    private static final double SHORTEST_SECONDS = 2.5;
    private static final double LONGEST_SECONDS = 4;

    /** Our own running statement's timer and the clock together give the timers' origin. */
    private static final String LAST =
            """
            SELECT h.THREAD_ID, h.EVENT_ID, h.TIMER_WAIT,
                UNIX_TIMESTAMP(SYSDATE(6))
                    - (own.TIMER_START + own.TIMER_WAIT - h.TIMER_START) / 1e12 AS start
            FROM performance_schema.threads t
            JOIN performance_schema.events_statements_current own ON own.THREAD_ID = t.THREAD_ID
            JOIN performance_schema.events_statements_history h ON h.THREAD_ID = t.THREAD_ID
            WHERE t.PROCESSLIST_ID = CONNECTION_ID() AND h.SQL_TEXT LIKE '%SLEEP%'
                AND h.END_EVENT_ID IS NOT NULL
            ORDER BY h.EVENT_ID DESC LIMIT 1
            """;

    /** A statement that ran; of one whose connection was closed the client's own times. */
    record Ran(long connection, long threadId, long eventId, Instant start, double seconds) {
        boolean isOf(long thread, long event) {
            return threadId == thread && (eventId == event || eventId == 0);
        }
    }

    private SlowTruth() {}

    static void prepare(ServerAddress server, String schema) throws SQLException {
        Load.run(
                server,
                "CREATE DATABASE " + schema,
                "CREATE TABLE %s.goods (id INT PRIMARY KEY, price INT)".formatted(schema),
                "INSERT INTO %s.goods VALUES (1, 10), (2, 20)".formatted(schema));
    }

    /** Statements one after another on connections that stay open until all have ended. */
    static List<Ran> pooled(ServerAddress server, String schema, int connections, int each)
            throws InterruptedException, ExecutionException {
        List<Callable<List<Ran>>> clients = new ArrayList<>();
        for (int client = 0; client < connections; client++) {
            int number = client;
            clients.add(() -> {
                Connection connection = server.connect(schema, "");
                List<Ran> ran = new ArrayList<>();
                Statement statement = connection.createStatement();
                for (int i = 0; i < each; i++) {
                    statement.execute(sleep(secondsOf(number * each + i, connections * each)));
                    ran.add(lastOf(statement));
                }
                return ran;
            });
        }
        return all(clients);
    }

    /** Statements whose connection is closed right behind them. */
    static List<Ran> closed(ServerAddress server, String schema, int connections)
            throws InterruptedException, ExecutionException {
        List<Callable<List<Ran>>> clients = new ArrayList<>();
        for (int client = 0; client < connections; client++) {
            int number = client;
            clients.add(() -> {
                try (Connection connection = server.connect(schema, "");
                        Statement statement = connection.createStatement()) {
                    ResultSet ids =
                            statement.executeQuery(
                                    "SELECT PROCESSLIST_ID, THREAD_ID FROM"
                                            + " performance_schema.threads WHERE PROCESSLIST_ID ="
                                            + " CONNECTION_ID()");
                    ids.next();
                    long id = ids.getLong(1);
                    long thread = ids.getLong(2);
                    Instant begun = Instant.now();
                    statement.execute(sleep(secondsOf(number, connections)));
                    Duration took = Duration.between(begun, Instant.now());
                    return List.of(new Ran(id, thread, 0, begun, took.toNanos() / 1e9));
                }
            });
        }
        return all(clients);
    }

    private static double secondsOf(int number, int of) {
        return SHORTEST_SECONDS + (LONGEST_SECONDS - SHORTEST_SECONDS) * number / of;
    }

    private static String sleep(double seconds) {
        return String.format(
                Locale.ROOT, "SELECT SLEEP(%.3f), price FROM goods WHERE id = 1", seconds);
    }

    private static Ran lastOf(Statement statement) throws SQLException {
        long connection;
        try (ResultSet id = statement.executeQuery("SELECT CONNECTION_ID()")) {
            id.next();
            connection = id.getLong(1);
        }
        try (ResultSet row = statement.executeQuery(LAST)) {
            row.next();
            double start = row.getDouble("start");
            return new Ran(
                    connection,
                    row.getLong("THREAD_ID"),
                    row.getLong("EVENT_ID"),
                    Instant.ofEpochSecond((long) start, (long) ((start % 1) * 1e9)),
                    row.getLong("TIMER_WAIT") / PICOS_PER_SECOND);
        }
    }

    private static List<Ran> all(List<Callable<List<Ran>>> clients)
            throws InterruptedException, ExecutionException {
        List<Ran> ran = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients.size())) {
            for (Future<List<Ran>> client : threads.invokeAll(clients)) {
                ran.addAll(client.get());
            }
        }
        return ran;
    }
}
