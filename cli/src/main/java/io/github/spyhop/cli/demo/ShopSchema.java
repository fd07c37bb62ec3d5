package io.github.spyhop.cli.demo;

import io.github.spyhop.testbed.server.ServerAddress;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;

/** A small shop: its tables with data, an EVENT, and one account for each that logs in. */
final class ShopSchema {

    static final String NAME = "shop";
    static final int CUSTOMERS = 200;
    static final int PRODUCTS = 100;

    /** The slow query sleeps a little for each of them. */
    static final int ARCHIVED_ORDERS = 60;

    private static final List<String> DEFINITIONS =
            List.of(
                    "CREATE DATABASE shop CHARACTER SET utf8mb4",
                    """
                    CREATE TABLE shop.customers (
                      id INT UNSIGNED PRIMARY KEY AUTO_INCREMENT,
                      name VARCHAR(80) NOT NULL,
                      email VARCHAR(120) NOT NULL UNIQUE,
                      visits BIGINT UNSIGNED NOT NULL DEFAULT 0)\
                    """,
                    """
                    CREATE TABLE shop.products (
                      id INT UNSIGNED PRIMARY KEY AUTO_INCREMENT,
                      name VARCHAR(80) NOT NULL,
                      price DECIMAL(10,2) NOT NULL,
                      stock INT NOT NULL)\
                    """,
                    """
                    CREATE TABLE shop.orders (
                      id BIGINT UNSIGNED PRIMARY KEY AUTO_INCREMENT,
                      customer_id INT UNSIGNED NOT NULL,
                      status ENUM('new','paid','sent') NOT NULL DEFAULT 'new',
                      placed_at DATETIME(3) NOT NULL,
                      note VARCHAR(200),
                      KEY (customer_id))\
                    """,
                    """
                    CREATE TABLE shop.order_items (
                      order_id BIGINT UNSIGNED NOT NULL,
                      product_id INT UNSIGNED NOT NULL,
                      quantity INT NOT NULL,
                      PRIMARY KEY (order_id, product_id))\
                    """,
                    """
                    CREATE TABLE shop.carts (
                      id BIGINT UNSIGNED PRIMARY KEY AUTO_INCREMENT,
                      customer_id INT UNSIGNED NOT NULL,
                      content JSON,
                      expires_at DATETIME NOT NULL)\
                    """,
                    "CREATE TABLE shop.pulse (id INT PRIMARY KEY AUTO_INCREMENT)",
                    "CREATE TABLE shop.archived_orders (id INT PRIMARY KEY AUTO_INCREMENT, note VARCHAR(80))",
                    """
                    CREATE EVENT shop.expire_carts ON SCHEDULE EVERY 1 SECOND
                      COMMENT 'Deletes carts that have expired'
                      DO DELETE FROM shop.carts WHERE expires_at < NOW()\
                    """);

    private ShopSchema() {}

    /** The accounts; each has a password of its own, for this run only. */
    record Accounts(Account shop, Account collector, Account binlog) {}

    /** A MySQL account. */
    record Account(String user, String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return user;
        }
    }

    static Accounts create(ServerAddress mysql) throws SQLException {
        Accounts accounts =
                new Accounts(
                        newAccount("shop_app"),
                        newAccount("spyhop_collector"),
                        newAccount("spyhop_binlog"));
        try (Connection connection = mysql.connect("", "");
                Statement statement = connection.createStatement()) {
            for (String definition : DEFINITIONS) {
                statement.execute(definition);
            }
            grant(statement, accounts.shop(), "SELECT, INSERT, UPDATE, DELETE ON shop.*");
            // The grants that docs/ asks an operator for, no more.
            grant(statement, accounts.collector(), "SELECT, PROCESS, SHOW VIEW ON *.*");
            grant(statement, accounts.collector(), "SELECT ON performance_schema.*");
            grant(statement, accounts.collector(), "EVENT, REPLICATION CLIENT ON *.*");
            grant(
                    statement,
                    accounts.binlog(),
                    "REPLICATION SLAVE, REPLICATION CLIENT, SELECT ON *.*");
            fill(connection);
        }
        return accounts;
    }

    private static void grant(Statement statement, Account account, String privileges)
            throws SQLException {
        statement.execute(
                "CREATE USER IF NOT EXISTS '%s'@'%%' IDENTIFIED BY '%s'"
                        .formatted(account.user(), account.password()));
        statement.execute("GRANT %s TO '%s'@'%%'".formatted(privileges, account.user()));
    }

    private static void fill(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement customer =
                        connection.prepareStatement(
                                "INSERT INTO shop.customers (name, email) VALUES (?, ?)");
                PreparedStatement product =
                        connection.prepareStatement(
                                "INSERT INTO shop.products (name, price, stock) VALUES (?, ?, ?)");
                PreparedStatement archived =
                        connection.prepareStatement(
                                "INSERT INTO shop.archived_orders (note) VALUES (?)")) {
            for (int i = 1; i <= CUSTOMERS; i++) {
                customer.setString(1, "Customer " + i);
                customer.setString(2, emailOf(i));
                customer.execute();
            }
            for (int i = 1; i <= PRODUCTS; i++) {
                product.setString(1, "Product " + i);
                product.setBigDecimal(2, java.math.BigDecimal.valueOf(100L + i, 2));
                product.setInt(3, 1_000_000);
                product.execute();
            }
            for (int i = 1; i <= ARCHIVED_ORDERS; i++) {
                archived.setString(1, "order " + i + (i % 2 == 0 ? " gift" : ""));
                archived.execute();
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    static String emailOf(int customer) {
        return "customer" + customer + "@shop.example";
    }

    private static Account newAccount(String user) {
        byte[] bytes = new byte[12];
        new SecureRandom().nextBytes(bytes);
        return new Account(user, HexFormat.of().formatHex(bytes));
    }
}
