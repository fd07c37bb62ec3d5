package io.github.spyhop.query;

import static io.github.spyhop.query.Caller.admin;
import static io.github.spyhop.query.Caller.bearing;
import static io.github.spyhop.query.Caller.register;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.spyhop.model.store.Store;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A token that is limited to instances; orders-1 is the one that the store knows much of. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class InstanceLimitIT {

    private static final String ROLE = "viewer-of-instances";

    /** What an operation asks for beside the instance, where it has no default. */
    private static final Map<String, String> NEEDED =
            Map.of("names", "Questions", "digestId", SampleStore.DIGEST_ID, "kind", "unused");

    @Inject Store store;

    @TestHTTPResource("/")
    URI service;

    private String token;

    @BeforeEach
    void fill() {
        new SampleStore(store).fill();
        new StateStore(store).fill();
        register("orders-1", "127.0.0.9");
        register("orders-2", "127.0.0.10");
        token = make("['orders-2']").statusCode(201).extract().path("token");
    }

    @Test
    void seesNothingOfOtherInstancesByAnyOperationThatItMayUse() {
        List<String> used = new ArrayList<>();
        JsonNode paths =
                given().get("/q/openapi?format=json")
                        .then()
                        .extract()
                        .as(JsonNode.class)
                        .get("paths");
        paths.properties()
                .forEach(path -> {
                    JsonNode operation = path.getValue().path("get");
                    if (!operation.path("security").toString().contains(ROLE)) {
                        return;
                    }
                    String ownAnswer =
                            ask(path.getKey(), operation, "orders-2")
                                    .statusCode(200)
                                    .extract()
                                    .asString();
                    assertThat(ownAnswer).as(path.getKey()).doesNotContain("orders-1");
                    ask(path.getKey(), operation, "orders-1").statusCode(403);
                    used.add(path.getKey());
                });

        assertThat(used).contains("/api/v1/digests", "/api/v1/slow-queries", "/api/v1/report");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/load",
                "/api/v1/load?instance=orders-1",
                "/api/v1/load?instance=",
                "/api/v1/load?instance=orders-2&instance=orders-1",
                "/api/v1/load?instance=orders-2,orders-1",
            })
    void isToldWhichInstancesItMayAskAbout(String path) {
        bearing(token)
                .get(path)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("field", equalTo("instance"))
                .body("detail", containsString("orders-2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/servers?instance=orders-2",
                "/api/v1/overview?instance=orders-2",
                "/api/v1/row-changes?instance=orders-2",
                "/api/v1/session?instance=orders-2",
                "/api/instance_setup/list_instances?instance=orders-2",
                "/api/mysql_status/status?instance_name=orders-2&instance=orders-2",
            })
    void opensNothingThatIsOfAll(String path) {
        bearing(token).get(path).then().statusCode(403);
    }

    @Test
    void opensNoSocket() {
        URI socket = service.resolve("/ws/live/running?instance=orders-2");

        assertThatThrownBy(() -> new Listener(socket, token))
                .isInstanceOf(CompletionException.class);
    }

    @Test
    void doesNotLogInToTheConsole() {
        given().contentType(ContentType.JSON)
                .body(Map.of("token", token))
                .post("/api/v1/session")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
    }

    @Test
    void isListedWithItsInstances() {
        admin().get("/api/v1/tokens")
                .then()
                .statusCode(200)
                .body("[0].instances", contains("orders-2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "['nobody'] | viewer",
                "['orders-1'] | operator",
                "[] | viewer",
                "[' '] | viewer"
            })
    void isMadeForKnownInstancesAndForLookingAlone(String instances, String role) {
        make(instances, role).statusCode(400).contentType("application/problem+json");
    }

    private ValidatableResponse ask(String path, JsonNode operation, String instance) {
        RequestSpecification request = bearing(token);
        String address = path;
        for (JsonNode parameter : operation.path("parameters")) {
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("path")) {
                address = address.replace("{" + name + "}", NEEDED.get(name));
            } else if (name.equals("instance")) {
                request.queryParam(name, instance);
            } else if (parameter.path("required").asBoolean()) {
                request.queryParam(name, NEEDED.get(name));
            }
        }
        return request.get(address).then();
    }

    private static ValidatableResponse make(String instances) {
        return make(instances, "viewer");
    }

    private static ValidatableResponse make(String instances, String role) {
        return admin().contentType(ContentType.JSON)
                .body(
                        """
                        {"name": "team", "role": "%s", "instances": %s}\
                        """
                                .formatted(role, instances.replace('\'', '"')))
                .post("/api/v1/tokens")
                .then();
    }
}
