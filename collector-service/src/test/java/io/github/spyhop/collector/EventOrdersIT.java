package io.github.spyhop.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.github.spyhop.model.store.ScheduledEventOrderDocument;
import io.github.spyhop.model.store.ScheduledEventOrderDocument.Definition;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerKind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventOrdersIT {

    private static final String INSTANCE = "orders";
    private static final String DEFINITION_OF =
            "SELECT CONCAT_WS('|', DEFINER, TIME_ZONE, SQL_MODE, STATUS, EVENT_COMMENT) FROM"
                    + " information_schema.EVENTS WHERE EVENT_NAME = 'nightly'";

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MYSQL80"})
    void changesEventsWithoutChangingWhatTheyAre(ServerKind kind) throws Exception {
        try (CollectorRig rig = rig();
                WatchedServer server =
                        new WatchedServer(RealServers.shared(kind), "orders_" + kind.id())) {
            watch(rig, server);
            Definition daily =
                    new Definition(
                            "EVERY 1 DAY STARTS '2036-01-01 03:00:00'",
                            "+09:00",
                            "it's nightly",
                            "INSERT INTO done VALUES (1)");
            server.run(server.schema(), "CREATE TABLE done (id INT PRIMARY KEY)");

            assertThat(order(rig, server, "create", true, daily).status()).isEqualTo("planned");
            assertThat(server.query(DEFINITION_OF)).isEmpty();
            assertThat(order(rig, server, "create", false, daily).error()).isNull();
            server.run(
                    server.schema(),
                    "SET SESSION time_zone = '+09:00'",
                    "CREATE USER IF NOT EXISTS event_owner",
                    "ALTER DEFINER = event_owner EVENT nightly ENABLE");
            String before = server.query(DEFINITION_OF).getFirst();
            assertThat(before).startsWith("event_owner@%|+09:00|");
            assertThat(order(rig, server, "disable", false, null).error()).isNull();
            assertThat(server.query(DEFINITION_OF))
                    .containsExactly(before.replace("ENABLED", "DISABLED"));

            ScheduledEventOrderDocument wrong =
                    order(
                            rig,
                            server,
                            "alter",
                            false,
                            new Definition("SOMETIMES", null, null, null));
            assertThat(wrong.status()).isEqualTo("failed");
            assertThat(wrong.error()).contains("1064");
            assertThat(order(rig, server, "drop", false, null).status()).isEqualTo("done");
            assertThat(server.query(DEFINITION_OF)).isEmpty();
            assertThat(order(rig, server, "enable", false, null).error())
                    .contains("there is no EVENT");
        }
    }

    @Test
    void addsLoggingThatTellsOfSuccessAndFailure() throws Exception {
        try (CollectorRig rig = rig();
                WatchedServer server =
                        new WatchedServer(RealServers.shared(ServerKind.MYSQL), "orders_log")) {
            watch(rig, server);
            server.run(
                    server.schema(),
                    "CREATE TABLE done (id INT PRIMARY KEY)",
                    // The second run fails, for the key is there.
                    "CREATE EVENT nightly ON SCHEDULE EVERY 1 SECOND DISABLE"
                            + " DO BEGIN DECLARE one INT DEFAULT 1;"
                            + " INSERT INTO done VALUES (one); END");

            ScheduledEventOrderDocument planned = order(rig, server, "add_logging", true, null);
            assertThat(planned.statements()).hasSize(3).anyMatch(sql -> sql.contains("RESIGNAL"));
            assertThat(order(rig, server, "add_logging", false, null).error()).isNull();
            assertThat(order(rig, server, "add_logging", false, null).error())
                    .contains("writes its runs already");
            server.run(server.schema(), "ALTER EVENT nightly ENABLE");

            await().untilAsserted(() ->
                    assertThat(
                                    server.query(
                                            "SELECT CONCAT(event_name, ' ', status, ' ',"
                                                    + " COALESCE(error_message, '')) FROM"
                                                    + " event_execution_log ORDER BY id LIMIT 2"))
                            .containsExactly(
                                    "nightly SUCCESS ",
                                    "nightly FAILED Duplicate entry '1' for key 'done.PRIMARY'"));
        }
    }

    @Test
    void refusesEveryOrderWhereNoAccountIsSet() throws Exception {
        try (CollectorRig rig = new CollectorRig();
                WatchedServer server =
                        new WatchedServer(RealServers.shared(ServerKind.MYSQL), "orders_denied")) {
            watch(rig, server);

            ScheduledEventOrderDocument refused = order(rig, server, "drop", true, null);

            assertThat(refused.status()).isEqualTo("refused");
            assertThat(refused.error()).contains("SPYHOP_COLLECTOR_EVENTS_USER");
        }
    }

    private static CollectorRig rig() {
        return new CollectorRig()
                .with("events.user", "root")
                .with("events.password", RealServers.shared(ServerKind.MYSQL).password());
    }

    private static void watch(CollectorRig rig, WatchedServer server) throws SQLException {
        rig.register(INSTANCE, server);
        rig.start();
        rig.awaitWatched(INSTANCE);
    }

    private static ScheduledEventOrderDocument order(
            CollectorRig rig,
            WatchedServer server,
            String action,
            boolean dryRun,
            @Nullable Definition definition) {
        MongoCollection<ScheduledEventOrderDocument> orders =
                rig.store()
                        .collection(
                                StoreCollection.SCHEDULED_EVENT_ORDERS,
                                ScheduledEventOrderDocument.class);
        String id = UUID.randomUUID().toString();
        orders.insertOne(
                new ScheduledEventOrderDocument(
                        id,
                        INSTANCE,
                        server.schema(),
                        "nightly",
                        action,
                        dryRun,
                        definition,
                        "ann",
                        Instant.now(),
                        "requested",
                        List.of(),
                        null));
        return await().until(
                        () -> orders.find(Filters.eq(id)).first(),
                        order ->
                                order != null
                                        && !List.of("requested", "started")
                                                .contains(order.status()));
    }
}
