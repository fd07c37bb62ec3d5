package io.github.spyhop.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import io.github.spyhop.collector.normalise.DigestIdentity;
import io.github.spyhop.model.store.MonitorSwitch;
import io.github.spyhop.model.store.PlanDocument;
import io.github.spyhop.model.store.SlowQueryDocument;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.RunningServer;
import io.github.spyhop.testbed.server.ServerKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlowQueriesIT {

    private static final String INSTANCE = "slow";

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MYSQL80"})
    void keepsSuccessiveStatementsOfOneConnectionApartWithTheirPlans(ServerKind kind)
            throws Exception {
        try (CollectorRig rig = new CollectorRig();
                WatchedServer server =
                        new WatchedServer(RealServers.shared(kind), "slow_" + kind.id())) {
            server.run(
                    server.schema(),
                    "CREATE TABLE goods (id INT PRIMARY KEY, price INT)",
                    "INSERT INTO goods VALUES (1, 10), (2, 20)");
            rig.register(INSTANCE, server);
            rig.start();
            rig.awaitWatched(INSTANCE);

            Instant before = Instant.now();
            try (Connection connection = server.connect("");
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT price, SLEEP(0.8) FROM goods WHERE id = 1");
                statement.execute("SELECT SLEEP(1.2), price FROM goods ORDER BY price LIMIT 1");
            }

            await().untilAsserted(() -> {
                assertThat(slowOf(rig)).hasSize(2).noneMatch(slow -> slow.end() == null);
                assertThat(plansOf(rig)).hasSize(2);
            });
            SlowQueryDocument first = slowOf(rig).getFirst();
            assertThat(first.time()).isCloseTo(0.8, within(0.1));
            assertThat(first.start()).isCloseTo(before, within(5, ChronoUnit.SECONDS));
            assertThat(first.end())
                    .isCloseTo(first.start().plusMillis(800), within(100, ChronoUnit.MILLIS));
            assertThat(first.digestId())
                    .isEqualTo(
                            DigestIdentity.of(
                                            "SELECT `price` , `SLEEP` (?) FROM `goods` WHERE `id`"
                                                    + " = ?")
                                    .id());
            assertThat(first.rowsSent()).isEqualTo(1);
            assertThat(first.user()).isEqualTo(server.address().user());
            assertThat(plansOf(rig))
                    .allMatch(plan -> plan.status().equals("planned"))
                    .anyMatch(plan -> jsonOf(plan).contains("\"const\""));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MYSQL80"})
    void explainsAPreparedStatementWithItsValues(ServerKind kind) throws Exception {
        try (CollectorRig rig = new CollectorRig().with("redacted", "false");
                WatchedServer server =
                        new WatchedServer(RealServers.shared(kind), "slow_prepared_" + kind.id())) {
            server.run(
                    server.schema(),
                    "CREATE TABLE goods (id INT PRIMARY KEY, name VARCHAR(99))",
                    "INSERT INTO goods VALUES (1, 'one'), (2, 'it''s')");
            rig.register(INSTANCE, server);
            rig.start();
            rig.awaitWatched(INSTANCE);

            try (Connection connection = server.connect("&useServerPrepStmts=true");
                    PreparedStatement statement =
                            connection.prepareStatement(
                                    "SELECT SLEEP(?), id FROM goods WHERE name = ?")) {
                statement.setDouble(1, 1.1);
                statement.setString(2, "it's");
                statement.execute();
            }

            await().untilAsserted(() -> assertThat(plansOf(rig)).hasSize(1));
            PlanDocument plan = plansOf(rig).getFirst();
            assertThat(plan.status()).isEqualTo("planned");
            assertThat(plan.sqlText()).contains("it").doesNotContain("?");
            assertThat(plan.explainResult().json()).contains("it\\\\'s");
            await().untilAsserted(() -> assertThat(slowOf(rig).getFirst().end()).isNotNull());
            assertThat(slowOf(rig).getFirst().work())
                    .matches(work -> work != null && work.prepared());
        }
    }

    @Test
    void keepsNoValuesUnlessAskedTo() throws Exception {
        try (CollectorRig rig = new CollectorRig();
                WatchedServer server =
                        new WatchedServer(RealServers.shared(ServerKind.MYSQL), "slow_redacted")) {
            server.run(
                    server.schema(),
                    "CREATE TABLE people (id INT PRIMARY KEY, name VARCHAR(99))",
                    "INSERT INTO people VALUES (1, 'ann'), (2, 'mallory\\'s')");
            rig.register(INSTANCE, server);
            rig.start();
            rig.awaitWatched(INSTANCE);

            server.run(
                    server.schema(),
                    "SELECT SLEEP(0.7) FROM people WHERE name = 'mallory\\'s' AND id < 47114711");
            assertThatThrownBy(() ->
                            server.run(
                                    server.schema(),
                                    "INSERT INTO people SELECT 1, IF(SLEEP(0.7), '', 'mallory')"))
                    .hasMessageContaining("Duplicate");

            await().untilAsserted(() -> {
                assertThat(slowOf(rig)).hasSize(2).noneMatch(slow -> slow.end() == null);
                assertThat(plansOf(rig)).hasSize(2);
                assertThat(
                                rig.documents(StoreCollection.STATEMENT_HISTORY)
                                        .countDocuments(Filters.eq("schema_name", server.schema())))
                        .isPositive();
            });
            PlanDocument planned =
                    plansOf(rig).stream()
                            .filter(plan -> plan.status().equals("planned"))
                            .findFirst()
                            .orElseThrow();
            assertThat(planned.sqlText())
                    .isEqualTo("SELECT SLEEP(?) FROM people WHERE name = ? AND id < ?");
            // The plan is that of the statement with its values: a range of the primary key.
            assertThat(jsonOf(planned)).contains("\"range\"");
            for (StoreCollection collection : StoreCollection.values()) {
                for (Document document : rig.documents(collection).find()) {
                    assertThat(document.toJson()).doesNotContain("mallory", "47114711");
                }
            }
        }
    }

    @Test
    void statementsWithoutAPlanDoNotUseUpTheRate() throws Exception {
        try (CollectorRig rig = new CollectorRig().with("explain.per-minute-max", "1");
                WatchedServer server =
                        new WatchedServer(RealServers.shared(ServerKind.MYSQL), "slow_rate")) {
            server.run(server.schema(), "CREATE TABLE goods (id INT PRIMARY KEY)");
            rig.register(INSTANCE, server);
            rig.start();
            rig.awaitWatched(INSTANCE);
            try (Connection connection = server.connect("");
                    Statement statement = connection.createStatement()) {
                statement.execute("DO SLEEP(0.8)");
                statement.execute("DO SLEEP(0.8)");
                statement.execute("SELECT SLEEP(0.8)");
                await().untilAsserted(() -> assertThat(plansOf(rig)).hasSize(3));
            }

            assertThat(plansOf(rig))
                    .extracting(PlanDocument::status)
                    .containsExactlyInAnyOrder("refused", "refused", "planned");
        }
    }

    @Test
    void readsTheProcessListWhereThereIsNoPerformanceSchema() throws Exception {
        RunningServer plain =
                RealServers.alone(ServerKind.MYSQL, "slow-plain", "--performance-schema=OFF");
        try (CollectorRig rig = new CollectorRig().with("running.slow-from", "PT1S");
                WatchedServer server = new WatchedServer(plain.address(), "slow_plain")) {
            server.run(server.schema(), "CREATE TABLE goods (id INT PRIMARY KEY)");
            rig.register(INSTANCE, server);
            rig.start();
            rig.awaitWatched(INSTANCE);
            String sleep = "SELECT SLEEP(2.5) FROM goods RIGHT JOIN (SELECT 1 AS one) o ON id = 3";

            try (Connection connection = server.connect("");
                    Statement statement = connection.createStatement()) {
                statement.execute(sleep);
                statement.execute(sleep);
            }

            await().untilAsserted(() -> {
                assertThat(slowOf(rig)).hasSize(2).noneMatch(slow -> slow.end() == null);
                assertThat(plansOf(rig))
                        .hasSize(2)
                        .allMatch(plan -> plan.status().equals("planned"));
                assertThat(
                                rig.documents(StoreCollection.INSTANCE_STATES)
                                        .find()
                                        .map(Document::toJson))
                        .allMatch(state -> state.contains("performance_schema=ON"));
            });
            assertThat(slowOf(rig))
                    .allMatch(slow -> slow.time() > 1.2 && slow.time() < 3.7)
                    .extracting(SlowQueryDocument::work)
                    .allMatch(work -> work != null && work.endEstimated())
                    .allMatch(work -> work != null && work.source().equals("processlist"));
            assertThat(slowOf(rig))
                    .extracting(SlowQueryDocument::pid)
                    .containsOnly(slowOf(rig).getFirst().pid());
        } finally {
            plain.stop();
        }
    }

    @Test
    void restsWhileAnOperatorWantsItTo() throws Exception {
        try (CollectorRig rig = new CollectorRig();
                WatchedServer server =
                        new WatchedServer(RealServers.shared(ServerKind.MYSQL), "slow_resting")) {
            rig.register(INSTANCE, server);
            rig.start();
            rig.awaitWatched(INSTANCE);
            MonitorSwitch monitor = new MonitorSwitch(rig.store());

            monitor.turn(false, "ann");
            await().untilAsserted(() ->
                    assertThat(rig.documents(StoreCollection.INSTANCE_STATES).find().first())
                            .containsEntry("state", "resting"));
            server.run(server.schema(), "SELECT SLEEP(0.8)");
            assertThat(monitor.turn(true, "bob").running()).isTrue();
            rig.awaitWatched(INSTANCE);
            server.run(server.schema(), "SELECT SLEEP(0.9)");

            await().untilAsserted(() ->
                    assertThat(slowOf(rig))
                            .singleElement()
                            .matches(slow -> slow.end() != null && slow.time() > 0.85));
            assertThat(monitor.read().by()).isEqualTo("bob");
        }
    }

    @Test
    void tellsAStatementWhoseConnectionWasClosedRightBehindIt() throws Exception {
        RunningServer forgetful =
                RealServers.alone(
                        ServerKind.MYSQL,
                        "slow-forgets",
                        "--performance-schema-consumer-events-statements-history-long=OFF");
        try (CollectorRig rig = new CollectorRig().with("running.interval", "PT0.4S");
                WatchedServer server = new WatchedServer(forgetful.address(), "slow_forgets")) {
            server.run(server.schema(), "CREATE TABLE goods (id INT PRIMARY KEY)");
            rig.register(INSTANCE, server);
            rig.start();
            rig.awaitWatched(INSTANCE);

            server.run(server.schema(), "SELECT SLEEP(0.65), COUNT(*) FROM goods");

            await().untilAsserted(() -> {
                assertThat(slowOf(rig)).hasSize(1).noneMatch(slow -> slow.end() == null);
                assertThat(plansOf(rig)).hasSize(1);
            });
            SlowQueryDocument slow = slowOf(rig).getFirst();
            assertThat(slow.time()).isCloseTo(0.65, within(0.1));
            assertThat(slow.work()).matches(work -> work != null && work.endEstimated());
        } finally {
            forgetful.stop();
        }
    }

    private static String jsonOf(PlanDocument plan) {
        return String.valueOf(plan.explainResult().json());
    }

    private static List<SlowQueryDocument> slowOf(CollectorRig rig) {
        return rig.store()
                .collection(StoreCollection.SLOW_QUERIES, SlowQueryDocument.class)
                .find(Filters.regex("db", "^slow_"))
                .sort(com.mongodb.client.model.Sorts.ascending("start"))
                .into(new ArrayList<>());
    }

    private static List<PlanDocument> plansOf(CollectorRig rig) {
        return rig.store()
                .collection(StoreCollection.PLANS, PlanDocument.class)
                .find(Filters.regex("db", "^slow_"))
                .into(new ArrayList<>());
    }
}
