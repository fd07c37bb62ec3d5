package io.github.spyhop.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.RunningServer;
import io.github.spyhop.testbed.server.ServerKind;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventsIT {

    private static final String INSTANCE = "events";

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MYSQL80"})
    void tellsWhichSucceededFailedOverranOrWereMissed(ServerKind kind) throws Exception {
        RunningServer alone =
                RealServers.alone(kind, "events-" + kind.id(), "--event-scheduler=ON");
        try (CollectorRig rig = new CollectorRig();
                WatchedServer server = new WatchedServer(alone.address(), "events_" + kind.id())) {
            server.run("", "GRANT EVENT ON *.* TO " + WatchedServer.USER);
            rig.register(INSTANCE, server);
            rig.start();
            await().untilAsserted(() ->
                    assertThat(rig.documents(StoreCollection.SCHEDULED_EVENTS).find())
                            .isNotEmpty());
            server.run(
                    server.schema(),
                    "CREATE TABLE done (at DATETIME(6))",
                    "CREATE TABLE event_execution_log (id BIGINT AUTO_INCREMENT PRIMARY KEY,"
                            + " event_name VARCHAR(100) NOT NULL, executed_at DATETIME NOT NULL,"
                            + " status VARCHAR(20) NOT NULL, error_message TEXT,"
                            + " execution_time_ms INT)",
                    "CREATE EVENT works ON SCHEDULE EVERY 2 SECOND DO INSERT INTO done VALUES (NOW())",
                    "CREATE EVENT fails ON SCHEDULE EVERY 2 SECOND DO INSERT INTO nowhere VALUES (1)",
                    "CREATE EVENT overruns ON SCHEDULE EVERY 1 SECOND DO DO SLEEP(1.5)",
                    "CREATE EVENT once ON SCHEDULE AT NOW() + INTERVAL 10 SECOND"
                            + " DO INSERT INTO done VALUES (NOW())",
                    "CREATE DEFINER = nobody@nowhere EVENT orphan ON SCHEDULE EVERY 1 HOUR"
                            + " STARTS NOW() + INTERVAL 1 HOUR DO DO 1");

            // What vanishes before anybody looked cannot be told.
            await().untilAsserted(() ->
                    assertThat(
                                    rig.documents(StoreCollection.SCHEDULED_EVENTS)
                                            .find(Filters.eq("event", server.schema() + ".once")))
                            .isNotEmpty());
            await().untilAsserted(() -> {
                assertThat(runsOf(rig, server, "works"))
                        .isNotEmpty()
                        .allMatch(run -> run.getString("outcome").equals("succeeded"));
                assertThat(runsOf(rig, server, "fails"))
                        .isNotEmpty()
                        .allMatch(run -> run.getString("outcome").equals("failed"));
                assertThat(runsOf(rig, server, "overruns"))
                        .anyMatch(run -> run.getBoolean("overrun"));
                assertThat(runsOf(rig, server, "once"))
                        .anyMatch(run -> !run.getString("outcome").equals("missed"));
            });
            server.run(
                    server.schema(),
                    "INSERT INTO event_execution_log (event_name, executed_at, status,"
                            + " error_message, execution_time_ms) VALUES"
                            + " ('nightly', NOW(), 'error', 'disk full', 12)");
            await().untilAsserted(() ->
                    assertThat(runsOf(rig, server, "nightly"))
                            .singleElement()
                            .matches(run ->
                                    run.getString("outcome").equals("failed")
                                            && run.getString("detail").equals("disk full")
                                            && run.getLong("duration_micros") == 12_000));
            server.run("", "SET GLOBAL event_scheduler = OFF");
            await().untilAsserted(() ->
                    assertThat(runsOf(rig, server, "works"))
                            .anyMatch(run ->
                                    run.getString("outcome").equals("missed")
                                            && run.getString("detail").contains("OFF")));

            assertThat(sumOf(runsOf(rig, server, "works")))
                    .isEqualTo(
                            Long.parseLong(
                                    server.query(
                                                    "SELECT COUNT_STAR FROM performance_schema"
                                                            + ".events_statements_summary_by_program"
                                                            + " WHERE OBJECT_TYPE = 'EVENT' AND"
                                                            + " OBJECT_NAME = 'works'")
                                            .getFirst()));
            Document orphan =
                    rig.documents(StoreCollection.SCHEDULED_EVENTS)
                            .find(Filters.eq("event", server.schema() + ".orphan"))
                            .first();
            assertThat(orphan).isNotNull();
            assertThat(orphan.getList("problems", String.class))
                    .contains("definer_missing", "scheduler_off");
            assertThat(orphan.getDate("next_execution_time")).isEqualTo(orphan.getDate("starts"));
        }
    }

    private static long sumOf(List<Document> runs) {
        return runs.stream().mapToLong(run -> run.getLong("runs")).sum();
    }

    private static List<Document> runsOf(CollectorRig rig, WatchedServer server, String event) {
        return rig.documents(StoreCollection.SCHEDULED_EVENT_RUNS)
                .find(Filters.eq("event", server.schema() + "." + event))
                .into(new ArrayList<>());
    }
}
