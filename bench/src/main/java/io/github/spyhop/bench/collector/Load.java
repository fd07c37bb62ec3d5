package io.github.spyhop.bench.collector;

import io.github.spyhop.testbed.server.ServerAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Clients that run statements of many families at a steady rate, and that may be held for a while. */
final class Load {

    static final String SCHEMA = "bench";
    static final int FAMILIES = 40;

    private static final int CLIENTS = 4;
    private static final int ROWS = 20_000;

    private final ServerAddress server;
    private final Duration pause;
    private final List<Thread> clients = new ArrayList<>();

    /** Clients share it while a statement runs; who holds it alone keeps them from running any. */
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);

    /** @param perSecond how many statements all clients run together */
    Load(ServerAddress server, int perSecond) throws SQLException {
        this.server = server;
        this.pause = Duration.ofSeconds(1).multipliedBy(CLIENTS).dividedBy(perSecond);
        prepare();
        for (int client = 0; client < CLIENTS; client++) {
            int first = client;
            clients.add(Thread.ofPlatform().daemon().start(() -> work(first)));
        }
    }

    /** Keeps the clients from running statements; those that run are ended. */
    void hold() {
        gate.writeLock().lock();
    }

    /** Lets the clients go on. */
    void release() {
        gate.writeLock().unlock();
    }

    static void run(ServerAddress server, String... statements) throws SQLException {
        try (Connection connection = server.connect("", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void prepare() throws SQLException {
        run(
                server,
                "DROP DATABASE IF EXISTS " + SCHEMA,
                "CREATE DATABASE " + SCHEMA,
                "CREATE TABLE %s.goods (id INT PRIMARY KEY, price INT, name VARCHAR(40), KEY(name))"
                        .formatted(SCHEMA),
                "SET SESSION cte_max_recursion_depth = " + ROWS,
                ("INSERT INTO %s.goods WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM"
                                + " n WHERE i < %d) SELECT i, i %% 997, CONCAT('name ', i) FROM n")
                        .formatted(SCHEMA, ROWS),
                "ANALYZE TABLE %s.goods".formatted(SCHEMA));
    }

    private void work(int first) {
        AtomicInteger turn = new AtomicInteger(first);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(pause);
                visit(turn);
            } catch (SQLException restarting) {
                // The server is asked again after a pause.
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private void visit(AtomicInteger turn) throws SQLException, InterruptedException {
        try (Connection connection = server.connect(SCHEMA, "");
                Statement statement = connection.createStatement()) {
            while (true) {
                Thread.sleep(pause);
                gate.readLock().lockInterruptibly();
                try {
                    statement.execute(statementOf(turn.getAndIncrement()));
                } finally {
                    gate.readLock().unlock();
                }
            }
        }
    }

    private static String statementOf(int turn) {
        int from = turn * 37 % (ROWS - 50);
        return "SELECT COUNT(price) AS goods_%d FROM goods WHERE id BETWEEN %d AND %d"
                .formatted(turn % FAMILIES, from, from + 50);
    }

    /** Ends the clients; they are daemons, so that what they still do ends with the JVM. */
    void end() {
        clients.forEach(Thread::interrupt);
    }
}
