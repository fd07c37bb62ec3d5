package io.github.spyhop.cli.demo;

import io.github.spyhop.cli.demo.Ledger.RowChange;
import io.github.spyhop.testbed.server.ServerAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;

/**
 * One client of the shop, on one connection: reads and writes, as text and server-side prepared, in
 * transactions that are committed or rolled back, and some that fail. Each statement goes into the
 * ledger.
 */
final class ShopClient implements AutoCloseable {

    private static final int CARTS_AT_ONCE = 3;
    private static final int ROLLBACK_EVERY = 5;

    private final Ledger ledger;
    private final Random random;
    private final Connection connection;
    private final Statement text;
    private final Prepared productById;
    private final Prepared insertItem;
    private final Prepared countVisit;
    private final Prepared insertCustomer;

    ShopClient(ServerAddress mysql, ShopSchema.Account account, Ledger ledger, long seed)
            throws SQLException {
        this.ledger = ledger;
        this.random = new Random(seed);
        // Without TLS, so that the wire can be read; prepared by the server, as many frameworks do.
        String url =
                mysql.jdbcUrl(ShopSchema.NAME) + "&useServerPrepStmts=true&useAffectedRows=true";
        this.connection = DriverManager.getConnection(url, account.user(), account.password());
        this.text = connection.createStatement();
        this.productById =
                prepare("read product", "SELECT name, price, stock FROM products WHERE id = ?");
        this.insertItem =
                prepare(
                        "insert item",
                        "INSERT INTO order_items (order_id, product_id, quantity) VALUES (?, ?, ?)");
        this.countVisit =
                prepare("count visit", "UPDATE customers SET visits = visits + ? WHERE id = ?");
        this.insertCustomer =
                prepare(
                        "insert customer that exists",
                        "INSERT INTO customers (name, email) VALUES (?, ?)");
    }

    /** One visit of a customer. */
    void visit(int round) throws SQLException {
        int customer = 1 + random.nextInt(ShopSchema.CUSTOMERS);
        int product = 1 + random.nextInt(ShopSchema.PRODUCTS);
        read("read customer", "SELECT id, name, email FROM customers WHERE id = " + customer);
        productById.run(product);
        if (countVisit.run(1, customer) == 1) {
            ledger.committed(RowChange.update("customers"), 1);
        }
        long order = order(customer, product, round % ROLLBACK_EVERY != 0);
        read(
                "read orders",
                """
                SELECT o.id, o.status, COUNT(i.product_id) FROM orders o
                LEFT JOIN order_items i ON i.order_id = o.id
                WHERE o.customer_id = %d GROUP BY o.id ORDER BY o.id DESC LIMIT 5\
                """
                        .formatted(customer));
        fillCarts(customer);
        if (order > 0 && round % 2 == 0) {
            long deleted =
                    write("delete items", "DELETE FROM order_items WHERE order_id = " + order);
            ledger.committed(RowChange.delete("order_items"), deleted);
        }
        if (round % 3 == 0) {
            expectError(
                    "insert customer that exists",
                    () -> insertCustomer.run("x", ShopSchema.emailOf(customer)));
            expectError(
                    "read table that is not there",
                    () ->
                            read(
                                    "read table that is not there",
                                    "SELECT * FROM vouchers WHERE code = 'V" + round + "'"));
        }
    }

    /** A statement that both sources count and that changes nothing. */
    void beat(int number) throws SQLException {
        text.executeQuery("SELECT 'pulse', " + number).close();
        text.executeUpdate("INSERT INTO pulse VALUES ()");
    }

    /** A scan that also sleeps, some seconds in all. */
    void slowQuery() throws SQLException {
        read(
                "slow query",
                """
                SELECT note, SLEEP(0.06) FROM archived_orders
                WHERE note LIKE '%gift%' OR SLEEP(0.05) = 0 ORDER BY note DESC\
                """);
    }

    private long order(int customer, int product, boolean commit) throws SQLException {
        write("begin", "START TRANSACTION");
        write(
                "insert order",
                "INSERT INTO orders (customer_id, placed_at, note) VALUES (%d, NOW(3), 'order %d')"
                        .formatted(customer, random.nextInt()));
        long order = lastInsertId();
        insertItem.run(order, product, 1 + random.nextInt(5));
        insertItem.run(order, product % ShopSchema.PRODUCTS + 1, 1);
        write("take from stock", "UPDATE products SET stock = stock - 1 WHERE id = " + product);
        if (!commit) {
            write("rollback", "ROLLBACK");
            return 0;
        }
        write("commit", "COMMIT");
        ledger.committed(RowChange.insert("orders"), 1);
        ledger.committed(RowChange.insert("order_items"), 2);
        ledger.committed(RowChange.update("products"), 1);
        return order;
    }

    private void fillCarts(int customer) throws SQLException {
        StringBuilder sql =
                new StringBuilder("INSERT INTO carts (customer_id, content, expires_at) VALUES ");
        for (int i = 0; i < CARTS_AT_ONCE; i++) {
            sql.append(i == 0 ? "" : ", ")
                    .append(
                            "(%d, '{\"items\": %d}', NOW() - INTERVAL 1 MINUTE)"
                                    .formatted(customer, i));
        }
        write("fill carts", sql.toString());
        ledger.committed(RowChange.insert("carts"), CARTS_AT_ONCE);
        // The EVENT deletes them within a second or two.
        ledger.committed(RowChange.delete("carts"), CARTS_AT_ONCE);
    }

    private long lastInsertId() throws SQLException {
        try (ResultSet row = text.executeQuery("SELECT LAST_INSERT_ID()")) {
            row.next();
            ledger.sent("read last id", "SELECT LAST_INSERT_ID()", false);
            return row.getLong(1);
        }
    }

    private long read(String family, String sql) throws SQLException {
        return counted(
                family,
                sql,
                () -> {
                    long rows = 0;
                    try (ResultSet result = text.executeQuery(sql)) {
                        while (result.next()) {
                            rows++;
                        }
                    }
                    return rows;
                });
    }

    private long write(String family, String sql) throws SQLException {
        return counted(family, sql, () -> text.executeUpdate(sql));
    }

    private long counted(String family, String sql, Work work) throws SQLException {
        boolean failed = true;
        try {
            long rows = work.run();
            failed = false;
            return rows;
        } finally {
            ledger.sent(family, sql, failed);
        }
    }

    private static void expectError(String family, Work work) throws SQLException {
        try {
            work.run();
        } catch (SQLException expected) {
            return;
        }
        throw new SQLException(family + " was expected to fail");
    }

    private Prepared prepare(String family, String sql) throws SQLException {
        return new Prepared(family, sql, connection.prepareStatement(sql));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    @FunctionalInterface
    private interface Work {
        long run() throws SQLException;
    }

    /** A statement that the server prepared once. */
    private final class Prepared {

        private final String family;
        private final String sql;
        private final PreparedStatement statement;

        Prepared(String family, String sql, PreparedStatement statement) {
            this.family = family;
            this.sql = sql;
            this.statement = statement;
        }

        /** Executes it; gives the rows read or changed. */
        long run(Object... values) throws SQLException {
            return counted(
                    family,
                    sql,
                    () -> {
                        for (int i = 0; i < values.length; i++) {
                            statement.setObject(i + 1, values[i]);
                        }
                        if (!statement.execute()) {
                            return statement.getUpdateCount();
                        }
                        long rows = 0;
                        try (ResultSet result = statement.getResultSet()) {
                            while (result.next()) {
                                rows++;
                            }
                        }
                        return rows;
                    });
        }
    }

    /** The names of the tables whose changes the ledger counts. */
    static List<String> tables() {
        return List.of("customers", "products", "orders", "order_items", "carts");
    }
}
