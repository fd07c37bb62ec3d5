package io.github.spyhop.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import io.github.spyhop.collector.normalise.DigestIdentity;
import io.github.spyhop.model.store.ServerWindowDocument;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DigestsIT {

    private static final String INSTANCE = "digests";

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MYSQL80"})
    void countsEachStatementOnceFromTheFirstOn(ServerKind kind) throws Exception {
        try (CollectorRig rig = new CollectorRig();
                WatchedServer server =
                        new WatchedServer(RealServers.shared(kind), "digests_" + kind.id())) {
            server.run(server.schema(), "CREATE TABLE goods (id INT PRIMARY KEY, price INT)");
            rig.register(INSTANCE, server);
            rig.start();
            await().untilAsserted(() -> assertThat(baselineOf(rig)).isNotNull());

            try (Connection connection = server.connect("");
                    Statement statement = connection.createStatement()) {
                for (int id = 0; id < 70; id++) {
                    statement.execute("INSERT INTO goods VALUES (%d, %d)".formatted(id, id));
                }
                for (int id = 0; id < 30; id++) {
                    statement.execute("SELECT price FROM goods WHERE id = " + id);
                }
            }

            String insert = "INSERT INTO `goods` VALUES (...)";
            String select = "SELECT `price` FROM `goods` WHERE `id` = ?";
            await().untilAsserted(() -> {
                assertThat(countOf(rig, insert)).isEqualTo(70);
                assertThat(countOf(rig, select)).isEqualTo(30);
            });
            List<ServerWindowDocument> windows = windowsOf(rig);
            assertThat(windows)
                    .allMatch(window -> server.schema().equals(window.schema()))
                    .allMatch(window -> window.latencyMicrosSum() > 0)
                    .allMatch(window -> window.command().equals("query"));
            assertThat(windows.stream().mapToLong(ServerWindowDocument::rowsAffected).sum())
                    .isEqualTo(70);
            assertThat(rig.documents(StoreCollection.DIGESTS).find().map(d -> d.get("digest_text")))
                    .contains(insert, select);
        }
    }

    @Test
    void givesTheExecutionsOfAPreparedStatementToItsFamily() throws Exception {
        try (CollectorRig rig = new CollectorRig();
                WatchedServer server =
                        new WatchedServer(
                                RealServers.shared(ServerKind.MYSQL), "digests_prepared")) {
            server.run(server.schema(), "CREATE TABLE goods (id INT PRIMARY KEY, price INT)");
            rig.register(INSTANCE, server);
            rig.start();
            await().untilAsserted(() -> assertThat(baselineOf(rig)).isNotNull());

            try (Connection connection = server.connect("&useServerPrepStmts=true");
                    PreparedStatement statement =
                            connection.prepareStatement("SELECT price FROM goods WHERE id = ?")) {
                for (int id = 0; id < 25; id++) {
                    statement.setInt(1, id);
                    statement.execute();
                }
            }

            String select = "SELECT `price` FROM `goods` WHERE `id` = ?";
            await().untilAsserted(() -> assertThat(countOf(rig, select, "execute")).isEqualTo(25));
            assertThat(countOf(rig, select)).isEqualTo(25);
            assertThat(countOf(rig, "PREPARE " + select, "prepare")).isEqualTo(1);
        }
    }

    @Test
    void goesOnAfterAnotherReplicaWithoutCountingTwice() throws Exception {
        try (CollectorRig rig = new CollectorRig();
                WatchedServer server =
                        new WatchedServer(RealServers.shared(ServerKind.MYSQL), "digests_next")) {
            server.run(server.schema(), "CREATE TABLE goods (id INT PRIMARY KEY, price INT)");
            rig.register(INSTANCE, server);
            CollectorRig.Replica first = rig.start();
            await().untilAsserted(() -> assertThat(baselineOf(rig)).isNotNull());
            String select = "SELECT `price` FROM `goods` WHERE `id` = ?";

            select(server, 10);
            await().untilAsserted(() -> assertThat(countOf(rig, select)).isEqualTo(10));
            first.stop();
            select(server, 7);
            rig.start();
            await().untilAsserted(() -> assertThat(countOf(rig, select)).isEqualTo(17));
            select(server, 5);
            await().untilAsserted(() -> assertThat(countOf(rig, select)).isEqualTo(22));
        }
    }

    private static void select(WatchedServer server, int times) throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            for (int id = 0; id < times; id++) {
                statement.execute("SELECT price FROM goods WHERE id = " + id);
            }
        }
    }

    private static @Nullable Object baselineOf(CollectorRig rig) {
        Document lease = rig.documents(StoreCollection.COLLECTOR_LEASES).find().first();
        return lease == null ? null : lease.get("digests");
    }

    private static long countOf(CollectorRig rig, String digestText, String... commands) {
        String id = DigestIdentity.of(digestText).id();
        List<String> wanted = List.of(commands);
        return windowsOf(rig).stream()
                .filter(window -> window.digestId().equals(id))
                .filter(window -> wanted.isEmpty() || wanted.contains(window.command()))
                .mapToLong(ServerWindowDocument::count)
                .sum();
    }

    private static List<ServerWindowDocument> windowsOf(CollectorRig rig) {
        return rig.store()
                .collection(StoreCollection.SERVER_WINDOWS, ServerWindowDocument.class)
                .find(Filters.regex("schema", "^digests_"))
                .into(new ArrayList<>());
    }
}
