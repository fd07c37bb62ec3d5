package io.github.spyhop.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Status variables, storage, locks and deadlocks of the real servers. */
class ServerStatusIT {

    private static final String INSTANCE = "status";

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MYSQL80"})
    void keepsCountersAsDifferencesAndMeasuresStorage(ServerKind kind) throws Exception {
        try (CollectorRig rig = new CollectorRig();
                WatchedServer server =
                        new WatchedServer(RealServers.shared(kind), "status_" + kind.id())) {
            server.run(
                    server.schema(),
                    "CREATE TABLE goods (id INT PRIMARY KEY, a INT, b INT, KEY a (a),"
                            + " KEY a_b (a, b))",
                    "INSERT INTO goods VALUES (1, 1, 1)");
            rig.register(INSTANCE, named(server), WatchedServer.USER, WatchedServer.PASSWORD);
            rig.start();
            await().untilAsserted(() -> assertThat(commandsOf(rig)).isNotEmpty());
            long before = totalOf(commandsOf(rig).getLast(), "rollback");

            try (Connection connection = server.connect("");
                    Statement statement = connection.createStatement()) {
                for (int time = 0; time < 25; time++) {
                    statement.execute("ROLLBACK");
                }
            }

            await().untilAsserted(() -> {
                List<Document> documents = commandsOf(rig);
                assertThat(totalOf(documents.getLast(), "rollback"))
                        .isGreaterThanOrEqualTo(before + 25);
                long deltas =
                        documents.stream()
                                .skip(1)
                                .mapToLong(each -> deltaOf(each, "rollback"))
                                .sum();
                assertThat(deltas)
                        .isEqualTo(
                                totalOf(documents.getLast(), "rollback")
                                        - totalOf(documents.getFirst(), "rollback"));
                assertThat(
                                rig.documents(StoreCollection.SERVER_STATUS)
                                        .find(Filters.gt("rates.Com_rollback", 1)))
                        .isNotEmpty();
            });
            Document commands = commandsOf(rig).getLast();
            assertThat(commands.getList("commands", Document.class)).hasSize(16);
            assertThat(rig.documents(StoreCollection.DISK_USAGE).find(Filters.exists("caches")))
                    .isNotEmpty();
            await().untilAsserted(() ->
                    assertThat(rig.documents(StoreCollection.STORAGE).find()).isNotEmpty());
            Document storage = rig.documents(StoreCollection.STORAGE).find().first();
            assertThat(storage).isNotNull();
            assertThat(storage.getList("duplicate_indexes", Document.class))
                    .anyMatch(each ->
                            server.schema().equals(each.getString("schema"))
                                    && each.getString("index").equals("a")
                                    && each.getString("covered_by").equals("a_b"));
            assertThat(storage.getList("schemas", Document.class))
                    .anyMatch(each -> server.schema().equals(each.getString("schema")));
            assertThat(storage.getList("missing", Document.class))
                    .extracting(each -> each.getString("what"))
                    .containsExactly("binary logs");
            Document topology = rig.documents(StoreCollection.SERVER_TOPOLOGY).find().first();
            assertThat(topology).isNotNull().containsEntry("read_only", false);
            await().untilAsserted(() ->
                    assertThat(rig.documents(StoreCollection.INSTANCE_ADDRESSES).find())
                            .as("by which the wire knows it")
                            .anyMatch(each ->
                                    each.getString("server")
                                                    .equals("127.0.0.1:" + server.address().port())
                                            && each.getString("instance").equals(INSTANCE)));
        }
    }

    /** Registered by its name, as instances of RDS are. */
    private static ServerAddress named(WatchedServer server) {
        ServerAddress at = server.address();
        return new ServerAddress(at.kind(), "localhost", at.port(), at.user(), at.password());
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MYSQL80"})
    void showsWhoWaitsForWhomAndTheDeadlock(ServerKind kind) throws Exception {
        try (CollectorRig rig = new CollectorRig();
                WatchedServer server =
                        new WatchedServer(RealServers.shared(kind), "locks_" + kind.id())) {
            server.run(
                    server.schema(),
                    "CREATE TABLE goods (id INT PRIMARY KEY, price INT)",
                    "INSERT INTO goods VALUES (1, 1), (2, 2)");
            rig.register(INSTANCE, server);
            rig.start();
            rig.awaitWatched(INSTANCE);
            try (Connection first = server.connect("");
                    Connection second = server.connect("");
                    Connection third = server.connect("")) {
                first.setAutoCommit(false);
                second.setAutoCommit(false);
                execute(first, "UPDATE goods SET price = 10 WHERE id = 1");
                execute(second, "UPDATE goods SET price = 20 WHERE id = 2");
                Thread waits =
                        Thread.ofVirtual()
                                .start(() ->
                                        attempt(second, "UPDATE goods SET price = 3 WHERE id = 1"));
                Thread alters =
                        Thread.ofVirtual()
                                .start(() -> attempt(third, "ALTER TABLE goods ADD c INT"));

                try {
                    await().untilAsserted(() ->
                            assertThat(waitersOf(rig, server.schema()))
                                    .contains("row", "metadata"));
                    // The first asks for what the second has: a deadlock, which ends one of them.
                    attempt(first, "UPDATE goods SET price = 4 WHERE id = 2");
                } finally {
                    first.rollback();
                    waits.join();
                    second.rollback();
                    alters.join();
                }
            }
            await().untilAsserted(() ->
                    assertThat(rig.documents(StoreCollection.DEADLOCKS).find())
                            .anyMatch(report ->
                                    report.getString("report").contains(server.schema())));
        }
    }

    /** The kinds of locks of the schema that somebody waits for, at any depth. */
    private static List<String> waitersOf(CollectorRig rig, String schema) {
        List<String> kinds = new ArrayList<>();
        for (Document look : rig.documents(StoreCollection.LOCK_WAITS).find()) {
            collect(look.getList("trees", Document.class), schema, kinds);
        }
        return kinds;
    }

    private static void collect(List<Document> trees, String schema, List<String> kinds) {
        for (Document tree : trees) {
            String object = tree.getString("lock_object");
            String sql = tree.getString("sql_text");
            boolean ours = object != null && object.startsWith(schema + ".");
            // The server's tables are not read at one moment: a text may be missing in one look.
            if (ours && sql != null && sql.contains("goods")) {
                kinds.add(tree.getString("lock_kind"));
            }
            collect(tree.getList("waiters", Document.class), schema, kinds);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void attempt(Connection connection, String sql) {
        try {
            execute(connection, sql);
        } catch (SQLException deadlock) {
            assertThat(deadlock.getErrorCode()).isEqualTo(1213);
        }
    }

    private static List<Document> commandsOf(CollectorRig rig) {
        return rig.documents(StoreCollection.COMMAND_STATUS)
                .find(Filters.eq("instance", INSTANCE))
                .sort(Sorts.ascending("timestamp"))
                .into(new ArrayList<>());
    }

    private static long totalOf(Document commands, String command) {
        return valueOf(commands, command, "total");
    }

    private static long deltaOf(Document commands, String command) {
        return valueOf(commands, command, "delta");
    }

    private static long valueOf(Document commands, String command, String field) {
        return commands.getList("commands", Document.class).stream()
                .filter(entry -> entry.getString("command").equals(command))
                .findFirst()
                .orElseThrow()
                .getLong(field);
    }
}
