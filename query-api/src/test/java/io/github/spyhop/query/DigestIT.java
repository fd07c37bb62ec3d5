package io.github.spyhop.query;

import static io.github.spyhop.query.Caller.register;
import static io.github.spyhop.query.Caller.viewer;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.InstanceAddressDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class DigestIT {

    private static final String DIGEST = "/api/v1/digests/" + SampleStore.DIGEST_ID;

    @Inject Store store;

    @BeforeEach
    void fill() {
        new SampleStore(store).fill();
    }

    @Test
    void showsOneFamilyOnTheWireBesideTheServersOverTime() {
        viewer().get(DIGEST)
                .then()
                .statusCode(200)
                .body("digest_text", equalTo(SampleStore.DIGEST_TEXT))
                .body("kind", equalTo("READ"));
        viewer().get(DIGEST + "/series?from=now-5m")
                .then()
                .statusCode(200)
                .body("sum { it.wire_count ?: 0 }", equalTo(40))
                .body("sum { it.server_count ?: 0 }", equalTo(40))
                .body("[0].seconds", equalTo(10))
                .body("find { it.server_count != null }.server_latency_micros_avg", equalTo(1500));
        viewer().get(DIGEST + "/samples?from=now-5m")
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].statement", equalTo("SELECT * FROM `orders` WHERE `id` = 7"))
                .body("[0].latency_micros", equalTo(3_000))
                .body("[0].cut", equalTo(false))
                .body(
                        "[0].traceparent",
                        equalTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        viewer().get(DIGEST + "/plans").then().statusCode(200).body("[0].pid", equalTo(4711));
    }

    @Test
    void keepsToOneInstance() {
        register("wire-9", "10.0.0.9");
        viewer().get(DIGEST + "/series?from=now-5m&instance=wire-9")
                .then()
                .statusCode(200)
                .body("sum { it.wire_count ?: 0 }", equalTo(40))
                .body("sum { it.server_count ?: 0 }", equalTo(0));
        viewer().get(DIGEST + "/series?instance=nobody").then().statusCode(404);
    }

    /** RDS and Kubernetes give names, and the wire shows addresses. */
    @Test
    void knowsAnInstanceByTheAddressesThatItsNameStoodFor() {
        register("named-9", "10.0.0.8");
        Instant now = Instant.now();
        addresses()
                .insertMany(
                        List.of(
                                address("10.0.0.9:3306", now.minusSeconds(9_000), now),
                                address("10.0.0.7:3306", now.minusSeconds(9_000), now),
                                address("10.0.0.6:3306", Instant.EPOCH, now.minusSeconds(8_000))));

        WindowsOfTests windows = new WindowsOfTests(store);
        windows.wire("10.0.0.9:3306", "f".repeat(32), now.minusSeconds(60), 500);
        windows.wire("10.0.0.7:3306", "f".repeat(32), now.minusSeconds(60), 500);

        viewer().get(DIGEST + "/series?from=now-5m&instance=named-9")
                .then()
                .statusCode(200)
                .body("sum { it.wire_count ?: 0 }", equalTo(40));
        viewer().get("/api/v1/coverage?from=now-5m&instance=named-9")
                .then()
                .statusCode(200)
                .body("[0].server", equalTo("10.0.0.8:3306, 10.0.0.9:3306, 10.0.0.7:3306"))
                .body("[0].wire", notNullValue());
        addresses()
                .updateMany(
                        Filters.empty(), Updates.set("last_seen", now.minus(Duration.ofHours(1))));
        viewer().get(DIGEST + "/series?from=now-5m&instance=named-9")
                .then()
                .statusCode(200)
                .body("", hasSize(0));
        addresses().deleteMany(Filters.empty());
    }

    private MongoCollection<InstanceAddressDocument> addresses() {
        return store.collection(StoreCollection.INSTANCE_ADDRESSES, InstanceAddressDocument.class);
    }

    private static InstanceAddressDocument address(String server, Instant from, Instant to) {
        return new InstanceAddressDocument("named-9 " + server, "named-9", server, from, to);
    }

    @Test
    void givesAWholePlanByTheSlowQueryItIsOf() {
        viewer().queryParam("slow_query_id", SampleStore.SLOW_ID)
                .get("/api/v1/plan")
                .then()
                .statusCode(200)
                .body("explain_result.tree", equalTo("-> Table scan on orders"));
        viewer().get("/api/v1/plan?pid=4711")
                .then()
                .statusCode(200)
                .body("slow_query_id", equalTo(SampleStore.SLOW_ID));
        viewer().get("/api/v1/plan?slow_query_id=none").then().statusCode(404);
        viewer().get("/api/v1/plan").then().statusCode(400);
    }

    @Test
    void findsSlowQueriesByATextInThem() {
        viewer().get("/mysql/queries?search=note = '<B>x")
                .then()
                .statusCode(200)
                .body("total", equalTo(1));
        viewer().queryParam("search", ".*").get("/mysql/queries").then().body("total", equalTo(0));
        viewer().queryParam("instance[$ne]", "x")
                .get("/mysql/queries")
                .then()
                .statusCode(200)
                .body("total", equalTo(1));
        viewer().queryParam("instance", "{\"$ne\": 1}")
                .get("/mysql/queries")
                .then()
                .body("total", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyz", "0123456789ABCDEF0123456789ABCDEF", "%7B%22$ne%22:1%7D"})
    void refusesWhatIsNoDigest(String id) {
        viewer().get("/api/v1/digests/" + id + "/series")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo("digest_id"));
    }

    @Test
    void saysThatADigestIsNotKnown() {
        viewer().get("/api/v1/digests/ffffffffffffffffffffffffffffffff").then().statusCode(404);
    }
}
