package io.github.spyhop.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.spyhop.model.store.InstanceAddressDocument;
import io.github.spyhop.model.store.PlanDocument;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.model.store.WireSampleDocument;
import io.github.spyhop.model.store.WireWindowDocument;
import io.github.spyhop.model.window.LatencySketch;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the wire showed of a prepared statement becomes a plan inside the server. */
class WireSamplesIT {

    private static final String INSTANCE = "orders-1";
    private static final String DIGEST_ID = "00000000000000000000000000000abc";

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MYSQL80"})
    void explainsAPreparedStatementWithTheValuesThatTheProbeSaw(ServerKind kind) throws Exception {
        try (CollectorRig rig = new CollectorRig().with("redacted", "false");
                WatchedServer server =
                        new WatchedServer(RealServers.shared(kind), "wire_samples_" + kind.id())) {
            server.run(
                    server.schema(),
                    "CREATE TABLE goods (id INT PRIMARY KEY, name VARCHAR(99))",
                    "INSERT INTO goods VALUES (1, 'one'), (2, 'it''s')");
            rig.register(INSTANCE, server);
            rig.start();
            await().until(() ->
                    rig.documents(StoreCollection.INSTANCE_ADDRESSES).countDocuments() > 0);
            InstanceAddressDocument address =
                    rig.store()
                            .collection(
                                    StoreCollection.INSTANCE_ADDRESSES,
                                    InstanceAddressDocument.class)
                            .find()
                            .first();
            assertThat(address).isNotNull();

            rig.store()
                    .collection(StoreCollection.WIRE_WINDOWS, WireWindowDocument.class)
                    .insertMany(
                            List.of(
                                    window("w1", address.server(), server.schema(), redacted()),
                                    window("w2", "192.0.2.1:3306", server.schema(), bound("'no'")),
                                    window(
                                            "w3",
                                            address.server(),
                                            server.schema(),
                                            bound("'it\\'s'"))));

            await().untilAsserted(() -> assertThat(plansOf(rig)).hasSize(1));
            PlanDocument plan = plansOf(rig).getFirst();
            assertThat(plan.status()).isEqualTo("planned");
            assertThat(plan.digestId()).isEqualTo(DIGEST_ID);
            assertThat(plan.sqlText()).isEqualTo("SELECT id FROM goods WHERE name = 'it\\'s'");
            assertThat(plan.explainResult().json()).contains("goods");
        }
    }

    private static List<PlanDocument> plansOf(CollectorRig rig) {
        return rig.store()
                .collection(StoreCollection.SAMPLE_PLANS, PlanDocument.class)
                .find(new Document("digest_id", DIGEST_ID))
                .into(new ArrayList<>());
    }

    private static WireSampleDocument bound(String value) {
        return sample(List.of(value), false);
    }

    private static WireSampleDocument redacted() {
        return sample(null, true);
    }

    private static WireSampleDocument sample(@Nullable List<String> values, boolean redacted) {
        return new WireSampleDocument(
                "SELECT id FROM goods WHERE name = ?",
                values,
                false,
                redacted,
                Instant.now(),
                "10.0.0.5:40000",
                900_000,
                800_000,
                1,
                0,
                0,
                0,
                null,
                null,
                null);
    }

    private static WireWindowDocument window(
            String id, String server, String schema, WireSampleDocument slow) {
        Instant start = Instant.now().minusSeconds(10);
        return new WireWindowDocument(
                id,
                "node-1",
                server,
                schema,
                "app",
                false,
                "10.0.0.5",
                DIGEST_ID,
                start,
                10,
                1,
                0,
                0,
                0,
                1,
                0,
                100,
                900_000,
                900_000,
                900_000,
                new Binary(new LatencySketch().toBytes()),
                0,
                0,
                0,
                0,
                1,
                Map.of(),
                start,
                start,
                null,
                List.of(slow));
    }
}
