package io.github.spyhop.query;

import io.github.spyhop.testbed.server.ServerAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Clients of a small shop until they are closed: quick statements, slow ones, and some that wait. */
final class ShopClients implements AutoCloseable {

    static final String SCHEMA = "console_shop";

    private static final List<String> QUICK =
            List.of(
                    "INSERT INTO orders (note) VALUES ('quick')",
                    "SELECT * FROM orders WHERE id = 7",
                    "UPDATE orders SET visits = visits + 1 WHERE id = 8",
                    "DELETE FROM orders WHERE id > 1000 AND note = 'quick' LIMIT 1",
                    "DO SLEEP(0.05)");
    private static final List<String> SLOW =
            List.of("SELECT note, SLEEP(0.3) FROM orders WHERE id <= 10 ORDER BY note");
    private static final List<String> HOLDER =
            List.of("BEGIN", "UPDATE orders SET visits = 0 WHERE id = 1", "DO SLEEP(15)", "COMMIT");
    private static final List<String> WAITER =
            List.of("DO SLEEP(1)", "UPDATE orders SET visits = 9 WHERE id = 1");

    private final ServerAddress mysql;
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean ending;

    private ShopClients(ServerAddress mysql) {
        this.mysql = mysql;
    }

    static ShopClients open(ServerAddress mysql) throws SQLException {
        ShopClients shop = new ShopClients(mysql);
        shop.create();
        List.of(QUICK, SLOW, HOLDER, WAITER)
                .forEach(statements -> shop.clients.execute(() -> shop.repeat(statements)));
        return shop;
    }

    private void create() throws SQLException {
        try (Connection connection = mysql.connect("", "");
                Statement sql = connection.createStatement()) {
            sql.execute("DROP DATABASE IF EXISTS " + SCHEMA);
            sql.execute("CREATE DATABASE " + SCHEMA);
            sql.execute(
                    "CREATE TABLE %s.orders (id INT PRIMARY KEY AUTO_INCREMENT, note VARCHAR(20), visits INT DEFAULT 0)"
                            .formatted(SCHEMA));
            sql.execute(
                    "INSERT INTO %s.orders (note) WITH RECURSIVE c AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM c WHERE n < 1000) SELECT n FROM c"
                            .formatted(SCHEMA));
            sql.execute(
                    "CREATE EVENT %s.tidy ON SCHEDULE EVERY 1 SECOND DO DELETE FROM %s.orders WHERE note = 'old'"
                            .formatted(SCHEMA, SCHEMA));
        }
    }

    private void repeat(List<String> statements) {
        try (Connection connection = mysql.connect(SCHEMA, "");
                Statement sql = connection.createStatement()) {
            while (!ending) {
                for (String statement : statements) {
                    sql.execute(statement);
                }
            }
        } catch (SQLException e) {
            if (!ending) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Ends the clients with what they are at, and the shop with them. */
    @Override
    public void close() throws SQLException {
        ending = true;
        try (Connection connection = mysql.connect("", "");
                Statement sql = connection.createStatement()) {
            sql.execute("DROP EVENT IF EXISTS %s.tidy".formatted(SCHEMA));
        }
        clients.close();
        try (Connection connection = mysql.connect("", "");
                Statement sql = connection.createStatement()) {
            sql.execute("DROP DATABASE " + SCHEMA);
        }
    }
}
