package io.github.spyhop.binlog.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.BuiltinExchangeType;
import io.github.spyhop.binlog.testing.Await;
import io.github.spyhop.binlog.testing.Database;
import io.github.spyhop.binlog.testing.Received;
import io.github.spyhop.binlog.testing.Subscriber;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tables are read while others write to them and the monitor is killed: a subscriber that knows what
 * comes again by its id ends with the same rows.
 */
class SnapshotRebuildIT {

    private static final String NAME = "snapshot_rebuild";
    private static final long SEED = Long.getLong("spyhop.snapshot.seed", 20_261_121L);
    private static final int KILLS = Integer.getInteger("spyhop.snapshot.kills", 3);
    private static final int ROWS = 4_000;
    private static final int WRITERS = 3;
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    private static final Map<String, String> TABLES =
            Map.of(
                    "numbered",
                    "CREATE TABLE numbered (id INT PRIMARY KEY, a VARCHAR(40), b INT, c INT)",
                    "named",
                    """
                    CREATE TABLE named (n INT, name VARCHAR(20) CHARACTER SET utf8mb4, a VARCHAR(40),
                        b INT, PRIMARY KEY (name, n))
                    """);

    @ParameterizedTest
    @EnumSource(
            value = ServerKind.class,
            names = {"MYSQL", "MYSQL80"})
    void aSubscriberHasTheSameRows(ServerKind kind) throws Exception {
        ServerAddress mysql = RealServers.shared(kind);
        ServerAddress rabbit = RealServers.shared(ServerKind.RABBITMQ);
        Path log = Path.of("target", "snapshot-" + kind + ".log");
        try (Database database = new Database(mysql, NAME);
                Subscriber subscriber = new Subscriber(rabbit, NAME, BuiltinExchangeType.FANOUT);
                MonitorProcess monitor = new MonitorProcess(environment(mysql, rabbit), log)) {
            fill(database);
            AtomicBoolean ending = new AtomicBoolean();
            List<Thread> writers =
                    IntStream.range(0, WRITERS)
                            .mapToObj(i ->
                                    Thread.ofPlatform().start(() -> write(mysql, SEED + i, ending)))
                            .toList();
            monitor.start();
            killWhileItReads(monitor, subscriber);
            Await.until(
                    "both tables are read, have " + subscriber.all().size(),
                    () -> ended(subscriber).size() == TABLES.size());
            ending.set(true);
            for (Thread writer : writers) {
                writer.join();
            }
            database.run("CREATE TABLE finished (id INT PRIMARY KEY)");
            database.run("INSERT INTO finished VALUES (1)");
            Await.until(
                    "the last row arrives",
                    () -> subscriber.all().stream().anyMatch(SnapshotRebuildIT::isFinished));
            for (String table : TABLES.keySet()) {
                compare(kind, table, subscriber.all(), rowsOf(database, table));
            }
        }
    }

    private static void fill(Database database) {
        TABLES.values().forEach(database::run);
        database.run("SET cte_max_recursion_depth = 1000000");
        String numbers =
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
                        .formatted(ROWS);
        database.run(
                "INSERT INTO numbered "
                        + numbers
                        + " SELECT i * 2, CONCAT('before ', i), i, i FROM n",
                "INSERT INTO named "
                        + numbers
                        + " SELECT i % 7, CONCAT('Näme', i), 'before', i FROM n");
    }

    private static void killWhileItReads(MonitorProcess monitor, Subscriber subscriber) {
        Random random = new Random(SEED);
        for (int i = 0; i < KILLS; i++) {
            int goal = readBy(subscriber) + random.nextInt(1, ROWS / KILLS);
            Await.until(
                    "%d rows are read".formatted(goal),
                    () -> readBy(subscriber) >= goal || ended(subscriber).size() == TABLES.size());
            monitor.kill();
            monitor.start();
        }
    }

    private static int readBy(Subscriber subscriber) {
        return (int)
                subscriber.all().stream().filter(one -> one.type().equals("row_snapshot")).count();
    }

    private static Collection<Received> ended(Subscriber subscriber) {
        return subscriber.all().stream()
                .filter(one -> one.type().equals("snapshot_end"))
                .filter(one -> TABLES.containsKey(one.body().get("table_name").asText()))
                .collect(
                        Collectors.toMap(
                                one -> one.body().get("table_name").asText(),
                                one -> one,
                                (first, again) -> first))
                .values();
    }

    private static boolean isFinished(Received message) {
        return message.type().equals("row_insert")
                && message.body().get("table_name").asText().equals("finished");
    }

    private static void write(ServerAddress mysql, long seed, AtomicBoolean ending) {
        Random random = new Random(seed);
        try (Database database = Database.existing(mysql, NAME)) {
            while (!ending.get()) {
                try {
                    database.run("START TRANSACTION");
                    for (int i = random.nextInt(4); i >= 0; i--) {
                        database.run(change(random));
                    }
                    database.run(random.nextInt(10) == 0 ? "ROLLBACK" : "COMMIT");
                    Thread.sleep(random.nextInt(4));
                } catch (IllegalStateException refused) {
                    // A key that is taken, or a deadlock with another writer.
                    assertThat(refused.getCause()).isInstanceOf(SQLException.class);
                    database.run("ROLLBACK");
                }
            }
            database.run("ROLLBACK");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Some rows change again and again, keys move both ways, and few columns change at once. */
    private static String change(Random random) {
        int id = random.nextInt(2 * ROWS + 20);
        int row = random.nextInt(5) == 0 ? id % 50 : id;
        int other = random.nextInt(2 * ROWS + 20);
        return switch (random.nextInt(9)) {
            case 0 -> "INSERT IGNORE INTO numbered VALUES (%d, 'new', 1, 1)".formatted(other);
            case 1 -> "DELETE FROM numbered WHERE id = " + row;
            case 2 -> "UPDATE numbered SET id = %d WHERE id = %d".formatted(other, row);
            case 3, 4 -> "UPDATE numbered SET b = b + 1 WHERE id = " + row;
            case 5 ->
                    "UPDATE numbered SET c = c + 1 WHERE id BETWEEN %d AND %d + 9"
                            .formatted(id, id);
            case 6 -> "UPDATE named SET b = b + 1 WHERE name = 'NÄME%d'".formatted(row);
            case 7 ->
                    "UPDATE named SET name = 'näme%d', n = 9 WHERE name = 'Näme%d'"
                            .formatted(other, row);
            default -> "DELETE FROM named WHERE name = 'Näme%d' AND n < 8".formatted(row);
        };
    }

    private static Map<JsonNode, JsonNode> rowsOf(Database database, String table)
            throws IOException {
        String keys = table.equals("named") ? "'name', name, 'n', n" : "'id', id";
        String values =
                table.equals("named")
                        ? "'n', n, 'name', name, 'a', a, 'b', b"
                        : "'id', id, 'a', a, 'b', b, 'c', c";
        Map<JsonNode, JsonNode> rows = new HashMap<>();
        for (String row :
                database.column(
                        "SELECT JSON_ARRAY(JSON_OBJECT(%s), JSON_OBJECT(%s)) FROM %s"
                                .formatted(keys, values, table))) {
            JsonNode both = JSON.readTree(row);
            rows.put(both.get(0), both.get(1));
        }
        return rows;
    }

    private static void compare(
            ServerKind kind, String table, List<Received> messages, Map<JsonNode, JsonNode> rows) {
        RowsBySubscriber once = new RowsBySubscriber(table).apply(messages);
        System.out.printf(
                "snapshot of %s on %s: %d rows, %d read, %d messages, %d of them again%n",
                table,
                kind.title(),
                rows.size(),
                once.ofSnapshot(),
                messages.size(),
                once.duplicates());
        assertThat(once.isWhole()).isTrue();
        assertSame(table, once.rows(), rows);
    }

    private static void assertSame(
            String table, Map<JsonNode, ObjectNode> had, Map<JsonNode, JsonNode> rows) {
        assertThat(without(had.keySet(), rows.keySet())).as("too many in " + table).isEmpty();
        assertThat(without(rows.keySet(), had.keySet())).as("missing in " + table).isEmpty();
        rows.forEach(
                (key, row) -> assertThat((JsonNode) had.get(key)).as(table + key).isEqualTo(row));
    }

    private static Set<JsonNode> without(Set<JsonNode> some, Set<JsonNode> others) {
        Set<JsonNode> left = new HashSet<>(some);
        left.removeAll(others);
        return left;
    }

    private static Map<String, String> environment(ServerAddress mysql, ServerAddress rabbit) {
        Map<String, String> environment = new HashMap<>();
        environment.put("MONGODB_URI", RealServers.shared(ServerKind.MONGODB).uri());
        environment.put("MONGODB_DB_NAME", NAME);
        environment.put("QUARKUS_HTTP_PORT", "0");
        environment.put("BINLOG_SOURCE", NAME + "-" + mysql.kind() + "-" + System.nanoTime());
        environment.put("BINLOG_HOST", mysql.host());
        environment.put("BINLOG_PORT", Integer.toString(mysql.port()));
        environment.put("BINLOG_USER", mysql.user());
        environment.put("BINLOG_PASSWORD", mysql.password());
        environment.put("BINLOG_SERVER_ID", "68111");
        environment.put("BINLOG_DATABASE", NAME);
        environment.put("BINLOG_EXCHANGE", NAME);
        environment.put("BINLOG_CHECKPOINT_LEASE", "2S");
        environment.put("BINLOG_CHECKPOINT_INTERVAL", "1S");
        environment.put("BINLOG_SNAPSHOT_TABLES", NAME + ".n*");
        environment.put("BINLOG_SNAPSHOT_CHUNK_ROWS_MAX", "200");
        environment.put("RABBITMQ_HOST", rabbit.host());
        environment.put("RABBITMQ_PORT", Integer.toString(rabbit.port()));
        environment.put("RABBITMQ_USERNAME", rabbit.user());
        environment.put("RABBITMQ_PASSWORD", rabbit.password());
        return environment;
    }
}
