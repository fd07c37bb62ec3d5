package io.github.spyhop.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.RunningServer;
import io.github.spyhop.testbed.server.ServerKind;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told of parameters that are set otherwise on the real servers. */
class ParametersIT {

    private static final String INSTANCE = "parameters";

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MYSQL80"})
    void tellsEachChangeOnceAlsoOneThatNobodySaw(ServerKind kind) throws Exception {
        RunningServer alone = RealServers.alone(kind, "parameters-" + kind.id());
        try (CollectorRig rig = new CollectorRig();
                WatchedServer server = new WatchedServer(alone.address(), "parameters")) {
            rig.register(INSTANCE, server);
            CollectorRig.Replica first = rig.start();
            await().untilAsserted(() -> assertThat(kept(rig)).isNotEmpty());
            assertThat(changes(rig)).as("at first sight").isEmpty();

            // With GTIDs, each write changes gtid_executed.
            server.run(
                    server.schema(),
                    "CREATE TABLE goods (id INT PRIMARY KEY)",
                    "INSERT INTO goods VALUES (1)",
                    "FLUSH LOGS",
                    "SET GLOBAL max_connections = 345");
            await().untilAsserted(() ->
                    assertThat(changes(rig)).containsExactly("max_connections: 500 to 345"));
            first.stop();

            server.run(
                    "",
                    "SET GLOBAL max_connections = 346",
                    "SET GLOBAL optimizer_switch = 'mrr=off'",
                    "SET GLOBAL init_connect = 'SET @secret = 4711'");
            CollectorRig.Replica second = rig.start();
            await().untilAsserted(() ->
                    assertThat(changes(rig))
                            .containsExactlyInAnyOrder(
                                    "max_connections: 500 to 345",
                                    "max_connections: 345 to 346",
                                    "optimizer_switch: mrr=on to mrr=off",
                                    "init_connect: changed"));
            assertThat(kept(rig).toString()).doesNotContain("4711");
            second.stop();

            tellsNothingOfAnotherServer(rig, server);
            tellsHowManyMoreThereAre(rig);
        } finally {
            alone.stop();
        }
    }

    private static void tellsNothingOfAnotherServer(CollectorRig rig, WatchedServer server)
            throws Exception {
        rig.documents(StoreCollection.SERVER_PARAMETERS)
                .updateOne(Filters.eq(INSTANCE), Updates.set("server_uuid", "another"));
        server.run("", "SET GLOBAL max_connections = 347");
        String uuid = server.query("SELECT @@server_uuid").getFirst();
        CollectorRig.Replica replica = rig.start();
        await().untilAsserted(() -> assertThat(kept(rig)).containsEntry("server_uuid", uuid));
        assertThat(changes(rig)).hasSize(4);
        replica.stop();
    }

    private static void tellsHowManyMoreThereAre(CollectorRig rig) {
        List<Document> parameters = kept(rig).getList("parameters", Document.class);
        parameters.stream()
                .filter(each -> each.getString("name").startsWith("innodb_"))
                .limit(60)
                .forEach(each -> each.put("value", "otherwise"));
        rig.documents(StoreCollection.SERVER_PARAMETERS)
                .updateOne(Filters.eq(INSTANCE), Updates.set("parameters", parameters));
        rig.start();
        await().untilAsserted(() ->
                assertThat(changes(rig)).hasSize(4 + 51).contains("and 10 more parameters"));
    }

    private static Document kept(CollectorRig rig) {
        Document document =
                rig.documents(StoreCollection.SERVER_PARAMETERS).find(Filters.eq(INSTANCE)).first();
        return document == null ? new Document() : document;
    }

    private static List<String> changes(CollectorRig rig) {
        return rig.documents(StoreCollection.SERVER_EVENTS)
                .find(Filters.eq("kind", "parameter_changed"))
                .map(event -> event.getString("detail"))
                .into(new ArrayList<>());
    }
}
