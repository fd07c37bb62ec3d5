package io.github.spyhop.query;

import static io.github.spyhop.query.Caller.register;
import static io.github.spyhop.query.Caller.viewer;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.github.spyhop.model.store.Store;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class FleetIT {

    @Inject Store store;

    @BeforeEach
    void fill() {
        new SampleStore(store).fill();
        register("orders-1", "127.0.0.9");
    }

    @Test
    void saysHowEachInstanceIsWatchedAndWhatMendsIt() {
        String server = "find { it.instance_name == 'orders-1' }.";
        viewer().get("/api/v1/servers")
                .then()
                .statusCode(200)
                .body(server + "state", equalTo("watched"))
                .body(server + "version", equalTo("8.0.40"))
                .body(
                        server + "limits[0].remedy",
                        equalTo("GRANT SELECT ON performance_schema.* TO spyhop"))
                .body(server + "password", equalTo(null));
    }

    @Test
    void addsUpTheLoadOfEachFamily() {
        viewer().get("/api/v1/load?from=now-5m&instance=orders-1")
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].digest_text", equalTo(SampleStore.DIGEST_TEXT))
                .body("[0].average_active.toDouble()", closeTo(0.006, 1e-9));
        viewer().get("/api/v1/load?top=21").then().statusCode(400);
    }

    @Test
    void listsAlertsAndPlansThatChanged() {
        viewer().get("/api/v1/alerts?state=firing")
                .then()
                .statusCode(200)
                .body("[0].subject", equalTo(SampleStore.DIGEST_ID));
        viewer().get("/api/v1/alerts?state=resolved").then().statusCode(200).body("", hasSize(0));
        viewer().get("/api/v1/alerts?state=sleeping").then().statusCode(400);
        viewer().get("/api/v1/alerts?subject=" + SampleStore.DIGEST_ID)
                .then()
                .body("fired_count", contains(1))
                .body("[0].firings", hasSize(1))
                .body("[0].firings[0].resolved_at", nullValue());
        viewer().get("/api/v1/alerts?subject=shop.purge").then().body("", hasSize(0));
        viewer().get("/api/v1/alerts?instance=orders-1&from=now-10s").then().body("", hasSize(1));
        viewer().get("/api/v1/alerts?from=now-1h&to=now-1m").then().body("", hasSize(0));
        viewer().get("/api/v1/alerts?instance=nobody").then().statusCode(404);
        viewer().get("/api/v1/alerts?from=yesterday").then().statusCode(400);
        viewer().get("/api/v1/plan-changes?digest_id=" + SampleStore.DIGEST_ID)
                .then()
                .statusCode(200)
                .body("[0].to_tree", equalTo("-> Table scan on orders"));
    }
}
