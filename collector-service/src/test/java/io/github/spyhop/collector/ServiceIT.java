package io.github.spyhop.collector;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceIT.RealStore.class)
class ServiceIT {

    public static final class RealStore implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            return Map.of(
                    "quarkus.mongodb.connection-string",
                    RealServers.shared(ServerKind.MONGODB).uri(),
                    "quarkus.mongodb.database",
                    "collector_service_it",
                    "spyhop.collector.aes-keys",
                    Base64.getEncoder().encodeToString(new byte[32]));
        }

        @Override
        public void stop() {}
    }

    @Test
    void isReadyOnceItReadTheRegistry() throws Exception {
        await().untilAsserted(() ->
                assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200));
        when().get("/q/health/ready").then().body("checks.name", hasItem("fleet"));
    }

    @Test
    void livesAndShowsItsMetrics() {
        when().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        when().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("spyhop_collector_instances"));
    }
}
