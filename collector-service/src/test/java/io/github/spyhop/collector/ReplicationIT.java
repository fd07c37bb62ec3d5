package io.github.spyhop.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.RunningServer;
import io.github.spyhop.testbed.server.ServerKind;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class ReplicationIT {

    private static final String SOURCE = "replication-source";
    private static final String REPLICA = "replication-replica";

    @Test
    void tellsThePlacesOfASourceAndItsReplicaAndThatReplicationStopped() throws Exception {
        RunningServer first = RealServers.alone(ServerKind.MYSQL, SOURCE);
        RunningServer second = RealServers.alone(ServerKind.MYSQL, REPLICA, "--server-id=2");
        try (CollectorRig rig = new CollectorRig();
                WatchedServer source = new WatchedServer(first.address(), "replicated");
                WatchedServer replica = new WatchedServer(second.address(), "replicated")) {
            // What both have by now is not to be replicated.
            source.run("", "RESET BINARY LOGS AND GTIDS");
            replica.run("", "RESET BINARY LOGS AND GTIDS");
            rig.register(SOURCE, source);
            rig.register(REPLICA, replica);
            rig.start();
            await().untilAsserted(() ->
                    assertThat(topology(rig, REPLICA)).containsEntry("role", "single"));

            replica.run(
                    "",
                    "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = %d,"
                                    .formatted(source.address().port())
                            + " SOURCE_USER = '%s', SOURCE_PASSWORD = '%s',"
                                    .formatted(source.address().user(), source.address().password())
                            + " SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1",
                    "START REPLICA");
            source.run(source.schema(), "CREATE TABLE goods (name VARCHAR(40) PRIMARY KEY)");

            await().untilAsserted(() -> {
                assertThat(topology(rig, SOURCE)).containsEntry("role", "source");
                assertThat(topology(rig, REPLICA)).containsEntry("role", "replica");
                assertThat(channel(rig))
                        .containsEntry("receiver", "ON")
                        .containsEntry("applier", "ON")
                        .containsEntry("source_port", source.address().port())
                        .containsEntry("lag_seconds", 0.0);
                assertThat(happenings(rig)).containsExactly("role_changed from single to replica");
                assertThat(replica.query("SHOW TABLES")).containsExactly("goods");
            });

            replica.run(
                    replica.schema(),
                    "SET sql_log_bin = 0",
                    "INSERT INTO goods VALUES ('mallory')");
            source.run(source.schema(), "INSERT INTO goods VALUES ('mallory')");

            await().untilAsserted(() -> {
                assertThat(channel(rig)).containsEntry("applier", "OFF");
                assertThat(channel(rig).getString("error"))
                        .startsWith("MySQL error 1062: ")
                        .doesNotContain("mallory");
            });
        } finally {
            second.stop();
            first.stop();
        }
    }

    private static Document topology(CollectorRig rig, String instance) {
        Document found =
                rig.documents(StoreCollection.SERVER_TOPOLOGY)
                        .find(new Document("_id", instance))
                        .first();
        return found == null ? new Document() : found;
    }

    private static Document channel(CollectorRig rig) {
        return topology(rig, REPLICA).getList("channels", Document.class, List.of()).stream()
                .findFirst()
                .orElseGet(Document::new);
    }

    private static List<String> happenings(CollectorRig rig) {
        return rig.documents(StoreCollection.SERVER_EVENTS)
                .find(new Document("instance", REPLICA))
                .map(event -> event.getString("kind") + " " + event.getString("detail"))
                .into(new ArrayList<>());
    }
}
