package io.github.spyhop.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.github.spyhop.collector.normalise.DigestIdentity;
import io.github.spyhop.model.store.AlertDocument;
import io.github.spyhop.model.store.PlanChangeDocument;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertsIT {

    private static final String INSTANCE = "alerts";
    private static final String FAMILY =
            DigestIdentity.of("SELECT COUNT ( * ) FROM `goods` WHERE `kind` = ?").id();

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MYSQL80"})
    void tellsOfAnIndexThatWasDroppedUnderLoad(ServerKind kind) throws Exception {
        try (Receiver slack = new Receiver().refusing(1);
                CollectorRig rig =
                        new CollectorRig()
                                .with("digests.interval", "PT1S")
                                .with("alert.slack-webhook-url", slack.uri("/hook").toString());
                WatchedServer server =
                        new WatchedServer(RealServers.shared(kind), "alerts_" + kind.id())) {
            server.run(
                    server.schema(),
                    "CREATE TABLE goods (id INT PRIMARY KEY, kind INT, KEY by_kind (kind))",
                    "SET SESSION cte_max_recursion_depth = 100000",
                    "INSERT INTO goods WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1"
                            + " FROM c WHERE n < 20000) SELECT n, n % 5000 FROM c",
                    "ANALYZE TABLE goods");
            rig.register(INSTANCE, server);
            rig.start();
            rig.awaitWatched(INSTANCE);
            try (Load load = new Load(server)) {
                await().untilAsserted(() -> {
                    load.requireHealthy();
                    assertThat(shapes(rig)).isEqualTo(1);
                    assertThat(countedOf(rig)).isGreaterThan(1_000);
                });

                server.run(server.schema(), "DROP INDEX by_kind ON goods");

                await().untilAsserted(() -> {
                    assertThat(changesOf(rig)).hasSize(1);
                    assertThat(alertsOf(rig))
                            .extracting(AlertDocument::kind)
                            .contains("plan_changed", "latency_regression");
                    assertThat(slack.requests("/hook"))
                            .anyMatch(request -> request.body().contains("plan of a statement"))
                            .anyMatch(request -> request.body().contains("times the"));
                });
            }
            PlanChangeDocument change = changesOf(rig).getFirst();
            assertThat(change.from().json()).contains("by_kind");
            assertThat(change.to().json()).contains("\"ALL\"");
            await().untilAsserted(() ->
                    assertThat(alertsOf(rig)).allMatch(alert -> alert.undelivered().isEmpty()));
        }
    }

    @Test
    void tellsOnceOfAnInstanceThatFailsAndOfItsEnd() throws Exception {
        try (Receiver hook = new Receiver();
                CollectorRig rig =
                        new CollectorRig()
                                .with("alert.webhook-url", hook.uri("/alert").toString());
                WatchedServer server =
                        new WatchedServer(RealServers.shared(ServerKind.MYSQL), "alerts_failing")) {
            addRule(rig, "gone", "instance_failing", "{alert.instance} is {alert.state}");
            rig.register(INSTANCE, server.address(), WatchedServer.USER, "wrong");
            rig.start();

            await().untilAsserted(() -> assertThat(hook.requests("/alert")).hasSize(1));
            rig.unregister(INSTANCE);
            rig.register(INSTANCE, server);
            await().untilAsserted(() -> assertThat(hook.requests("/alert")).hasSize(2));

            assertThat(hook.requests("/alert").getFirst().json().path("text").asText())
                    .isEqualTo(INSTANCE + " is firing");
            assertThat(hook.requests("/alert").getLast().json().path("state").asText())
                    .isEqualTo("resolved");
        }
    }

    @Test
    void tellsThePersonWhoseAccountWasSlowAndTheAlertmanager() throws Exception {
        String person = "ann.lee";
        try (Receiver slack =
                        new Receiver()
                                .answering(
                                        "/api/users.lookupByEmail",
                                        "{\"ok\":true,\"user\":{\"id\":\"U7\"}}")
                                .answering("/api/chat.postMessage", "{\"ok\":true}");
                Receiver alertmanager = new Receiver();
                CollectorRig rig =
                        new CollectorRig()
                                .with("alert.slack-token", "xoxb-1")
                                .with("alert.slack-api", slack.uri("/api/").toString())
                                .with("alert.person-email", "{user}@example.com")
                                .with(
                                        "alert.alertmanager-url",
                                        alertmanager.uri("/am/").toString());
                WatchedServer server =
                        new WatchedServer(RealServers.shared(ServerKind.MYSQL), "alerts_person")) {
            server.run(
                    server.schema(),
                    "CREATE USER IF NOT EXISTS '%s' IDENTIFIED BY 'own'".formatted(person),
                    "GRANT SELECT ON %s.* TO '%s'".formatted(server.schema(), person));
            addRule(rig, "slow", "slow_query", "{alert.summary}");
            // Lest it is over before the first notice leaves.
            rig.documents(StoreCollection.ALERT_RULES)
                    .updateOne(Filters.eq("slow"), Updates.set("resolve_after_seconds", 60L));
            rig.register(INSTANCE, server);
            rig.start();
            rig.awaitWatched(INSTANCE);

            ServerAddress own =
                    new ServerAddress(
                            server.address().kind(),
                            server.address().host(),
                            server.address().port(),
                            person,
                            "own");
            try (Connection connection = own.connect(server.schema(), "")) {
                connection.createStatement().execute("SELECT SLEEP(0.8), 'private'");
                connection.createStatement().execute("SELECT SLEEP(0.7), 'private'");
            }

            await().untilAsserted(() -> {
                assertThat(slack.requests("/api/chat.postMessage")).hasSize(1);
                assertThat(alertmanager.requests("/am/api/v2/alerts")).isNotEmpty();
            });
            assertThat(slack.requests("/api/users.lookupByEmail?email=ann.lee%40example.com"))
                    .hasSize(1);
            Receiver.Request notice = slack.requests("/api/chat.postMessage").getFirst();
            assertThat(notice.headers().get("Authorization")).containsExactly("Bearer xoxb-1");
            assertThat(notice.json().path("channel").asText()).isEqualTo("U7");
            assertThat(notice.body()).contains("SLEEP(?)").doesNotContain("private");
            JsonNode alert = alertmanager.requests("/am/api/v2/alerts").getFirst().json().path(0);
            assertThat(alert.path("labels").path("alertname").asText()).isEqualTo("slow");
            assertThat(alert.path("labels").path("instance").asText()).isEqualTo(INSTANCE);
            assertThat(Instant.parse(alert.path("endsAt").asText())).isAfter(Instant.now());
        }
    }

    @Test
    void endsWhatHasNoRuleOrInstanceAnyMore() throws Exception {
        try (CollectorRig rig = new CollectorRig();
                WatchedServer server =
                        new WatchedServer(RealServers.shared(ServerKind.MYSQL), "alerts_gone")) {
            addRule(rig, "gone", "instance_failing", "");
            rig.register(INSTANCE, server.address(), WatchedServer.USER, "wrong");
            rig.register("healthy", server);
            rig.start();
            await().untilAsserted(() -> assertThat(states(rig, "gone")).containsExactly("firing"));

            rig.documents(StoreCollection.ALERT_RULES).deleteOne(Filters.eq("gone"));
            await().untilAsserted(
                            () -> assertThat(states(rig, "gone")).containsExactly("resolved"));

            addRule(rig, "left", "instance_failing", "");
            await().untilAsserted(() -> assertThat(states(rig, "left")).containsExactly("firing"));
            rig.unregister(INSTANCE);
            // As if that had been a while ago.
            await().untilAsserted(() -> {
                rig.documents(StoreCollection.ALERTS)
                        .updateMany(
                                new Document(),
                                Updates.set("last_breach_at", Instant.now().minusSeconds(120)));
                assertThat(states(rig, "left")).containsExactly("resolved");
            });
            assertThat(alertsOf(rig))
                    .allSatisfy(alert ->
                            assertThat(alert.firings())
                                    .allSatisfy(
                                            firing -> assertThat(firing.resolvedAt()).isNotNull()));
        }
    }

    private static List<String> states(CollectorRig rig, String rule) {
        return alertsOf(rig).stream()
                .filter(alert -> alert.rule().equals(rule))
                .map(AlertDocument::state)
                .toList();
    }

    private static void addRule(CollectorRig rig, String id, String kind, String template) {
        rig.documents(StoreCollection.ALERT_RULES)
                .insertOne(
                        new Document("_id", id)
                                .append("kind", kind)
                                .append("enabled", true)
                                .append("instances", List.of(INSTANCE))
                                .append("comparison", "above")
                                .append("threshold", 0.0)
                                .append("for_seconds", 0L)
                                .append("hold_off_seconds", 3_600L)
                                .append("resolve_after_seconds", 0L)
                                .append("severity", "critical")
                                .append("channels", List.of())
                                .append("template", template));
    }

    private static long shapes(CollectorRig rig) {
        return rig.documents(StoreCollection.PLAN_SHAPES)
                .countDocuments(Filters.eq("digest_id", FAMILY));
    }

    private static long countedOf(CollectorRig rig) {
        long count = 0;
        for (Document window :
                rig.documents(StoreCollection.SERVER_WINDOWS)
                        .find(Filters.eq("digest_id", FAMILY))) {
            count += window.get("count", Number.class).longValue();
        }
        return count;
    }

    private static List<PlanChangeDocument> changesOf(CollectorRig rig) {
        return rig.store()
                .collection(StoreCollection.PLAN_CHANGES, PlanChangeDocument.class)
                .find(Filters.eq("digest_id", FAMILY))
                .into(new ArrayList<>());
    }

    private static List<AlertDocument> alertsOf(CollectorRig rig) {
        return rig.store()
                .collection(StoreCollection.ALERTS, AlertDocument.class)
                .find()
                .into(new ArrayList<>());
    }

    /** One client that asks the same again and again. */
    private static final class Load implements AutoCloseable {

        private final AtomicBoolean stopped = new AtomicBoolean();
        private final Thread thread;
        private volatile Throwable failure = new AssertionError("did not begin yet");

        Load(WatchedServer server) {
            thread = Thread.ofVirtual().start(() -> run(server));
        }

        void requireHealthy() {
            if (failure instanceof SQLException broken) {
                throw new IllegalStateException(broken);
            }
        }

        private void run(WatchedServer server) {
            try (Connection connection = server.connect("");
                    PreparedStatement statement =
                            connection.prepareStatement(
                                    "SELECT COUNT(*) FROM goods WHERE kind = ?")) {
                for (int kind = 0; !stopped.get(); kind = (kind + 1) % 5000) {
                    statement.setInt(1, kind);
                    statement.executeQuery().close();
                }
            } catch (SQLException broken) {
                failure = broken;
            }
        }

        @Override
        public void close() throws InterruptedException {
            stopped.set(true);
            thread.join();
        }
    }
}
