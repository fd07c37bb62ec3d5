package io.github.spyhop.binlog.bench;

import io.github.spyhop.binlog.testing.Database;
import io.github.spyhop.testbed.server.ServerAddress;
import java.util.List;
import java.util.stream.IntStream;

/** A shop whose orders are the load: about six row changes in each of many small transactions. */
final class Shop {

    static final String SCHEMA = "bench";

    private static final int LARGE_ROW_BYTES = 4_096;
    private static final double ROWS_PER_ORDER = 6.2;
    private static final List<String> DEFINITIONS =
            List.of(
                    """
                    CREATE TABLE orders (
                        id BIGINT UNSIGNED PRIMARY KEY AUTO_INCREMENT, customer_id INT UNSIGNED,
                        status ENUM('new','paid','sent','done') NOT NULL, total DECIMAL(12,2),
                        note VARCHAR(80), created_at DATETIME(3) NOT NULL,
                        updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)\
                    """,
                    """
                    CREATE TABLE items (
                        id BIGINT UNSIGNED PRIMARY KEY AUTO_INCREMENT, order_id BIGINT UNSIGNED,
                        sku VARCHAR(32) NOT NULL, qty INT NOT NULL, price DECIMAL(10,2) NOT NULL,
                        KEY (order_id))\
                    """,
                    "CREATE TABLE large (id BIGINT PRIMARY KEY, v VARCHAR(4096) CHARACTER SET"
                            + " ascii)",
                    "CREATE TABLE ticks (id BIGINT PRIMARY KEY AUTO_INCREMENT, at DATETIME(6))",
                    """
                    CREATE PROCEDURE fill (n INT)
                    BEGIN
                        DECLARE i INT DEFAULT 0;
                        DECLARE o BIGINT;
                        WHILE i < n DO
                            START TRANSACTION;
                            INSERT INTO orders (customer_id, status, total, note, created_at)
                                VALUES (i % 5000, 'new', i * 1.07, CONCAT('order of customer ', i),
                                    NOW(3));
                            SET o = LAST_INSERT_ID();
                            INSERT INTO items (order_id, sku, qty, price)
                                VALUES (o, CONCAT('SKU-', i % 977), 1 + i % 5, 9.99),
                                    (o, CONCAT('SKU-', i % 733), 2, 19.5);
                            UPDATE orders SET status = 'paid', total = total + 1 WHERE id = o;
                            IF i % 10 < 8 THEN
                                UPDATE items SET qty = qty + 1 WHERE order_id = o;
                            END IF;
                            IF i % 10 < 6 THEN
                                DELETE FROM items WHERE order_id = o LIMIT 1;
                            END IF;
                            COMMIT;
                            SET i = i + 1;
                        END WHILE;
                    END\
                    """);

    private final ServerAddress server;

    Shop(ServerAddress server) {
        this.server = server;
        try (Database database = new Database(server, SCHEMA)) {
            DEFINITIONS.forEach(database::run);
        }
    }

    /** One row. */
    void tick() {
        try (Database database = Database.existing(server, SCHEMA)) {
            database.run("INSERT INTO ticks (at) VALUES (NOW(6))");
        }
    }

    /** Changes about so many rows, and says how many it was. */
    long fill(long rows) throws InterruptedException {
        int orders = (int) (rows / ROWS_PER_ORDER);
        List<Thread> writers =
                IntStream.range(0, 2)
                        .mapToObj(i ->
                                Thread.ofPlatform()
                                        .start(() -> {
                                            try (Database database =
                                                    Database.existing(server, SCHEMA)) {
                                                database.run("CALL fill(" + orders / 2 + ")");
                                            }
                                        }))
                        .toList();
        for (Thread writer : writers) {
            writer.join();
        }
        return Math.round(orders / 2 / 10 * 10 * 2 * ROWS_PER_ORDER);
    }

    /** Inserts so many megabytes in one transaction, and says how many rows they are. */
    long fillAtOnce(long megabytes) {
        long rows = megabytes * 1_024 * 1_024 / LARGE_ROW_BYTES;
        try (Database database = Database.existing(server, SCHEMA)) {
            database.run(
                    "SET SESSION cte_max_recursion_depth = " + (rows + 1),
                    """
                    INSERT INTO large WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1
                    FROM n WHERE i < %d) SELECT i, REPEAT('x', %d) FROM n\
                    """
                            .formatted(rows, LARGE_ROW_BYTES));
        }
        return rows;
    }
}
