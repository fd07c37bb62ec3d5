package io.github.spyhop.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.instance.CredentialCipher;
import io.github.spyhop.model.store.AccessTokenDocument;
import io.github.spyhop.model.store.InstanceDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stored tokens, the audit log and the keys of the credentials. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class AccessIT {

    private static final String LOST_KEY = "QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl8=";

    @Inject Store store;

    @Test
    void aTokenOpensWhatItsRoleMay() {
        JsonPath made = make("grafana", "viewer").statusCode(201).extract().jsonPath();
        String token = made.getString("token");

        bearer(token).get("/api/v1/servers").then().statusCode(200);
        bearer(token)
                .get("/api/v1/session")
                .then()
                .statusCode(200)
                .body("name", equalTo("grafana (%s)".formatted(made.getString("details.id"))))
                .body("roles", equalTo(List.of("viewer")));
        bearer(token).get("/api/v1/tokens").then().statusCode(403);
    }

    @Test
    void showsATokenOnlyOnceAndStoresOnlyItsHash() {
        JsonPath made = make("once", "operator").statusCode(201).extract().jsonPath();
        String token = made.getString("token");
        String id = made.getString("details.id");

        admin().get("/api/v1/tokens")
                .then()
                .statusCode(200)
                .body("find { it.id == '%s' }.state".formatted(id), equalTo("valid"))
                .body("find { it.id == '%s' }.last_used_at".formatted(id), nullValue())
                .body(not(containsString(token)))
                .body(not(containsString("hash")));
        assertThat(stored(id).toJson()).doesNotContain(token.substring(token.length() - 20));
        bearer(token).get("/api/v1/servers").then().statusCode(200);
        admin().get("/api/v1/tokens")
                .then()
                .body("find { it.id == '%s' }.last_used_at".formatted(id), notNullValue());
    }

    @Test
    void aRevokedTokenOpensNothingFromThenOn() {
        JsonPath made = make("gone", "admin").statusCode(201).extract().jsonPath();
        String token = made.getString("token");
        String id = made.getString("details.id");
        bearer(token).get("/api/v1/tokens").then().statusCode(200);

        admin().delete("/api/v1/tokens/" + id).then().statusCode(204);

        bearer(token).get("/api/v1/tokens").then().statusCode(401);
        admin().delete("/api/v1/tokens/" + id)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString(id));
    }

    @Test
    void anExpiredOrAlteredTokenOpensNothing() {
        JsonPath made = make("short", "viewer").statusCode(201).extract().jsonPath();
        String token = made.getString("token");
        String id = made.getString("details.id");
        bearer(token + "x").get("/api/v1/servers").then().statusCode(401);

        store.collection(StoreCollection.ACCESS_TOKENS, AccessTokenDocument.class)
                .updateOne(
                        Filters.eq(id),
                        Updates.set("expires_at", Instant.now().minus(Duration.ofSeconds(1))));

        bearer(token).get("/api/v1/servers").then().statusCode(401);
        admin().get("/api/v1/tokens")
                .then()
                .body("find { it.id == '%s' }.state".formatted(id), equalTo("expired"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"role\":\"viewer\"}|name",
                "{\"name\":\"x\",\"role\":\"root\"}|role",
                "{\"name\":\"x\",\"role\":\"viewer\",\"valid_days\":367}|valid_days",
                "{\"name\":\"x\",\"role\":\"viewer\",\"colour\":1}|colour",
            })
    void refusesWhatIsNoToken(String body, String field) {
        admin().body(body)
                .post("/api/v1/tokens")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(containsString(field));
    }

    @Test
    void writesDownWhoChangedWhat() {
        admin().body(
                        """
                        {"instance_name": "audited", "host": "127.0.0.1", "user": "u", "password": "s3cret-of-audit"}\
                        """)
                .post("/api/instance_setup/add_instance/")
                .then()
                .statusCode(201);
        bearer(StoreOfTests.VIEWER)
                .queryParam("instance_name", "audited")
                .delete("/api/instance_setup/delete_instance")
                .then()
                .statusCode(403);
        admin().queryParam("instance_name", "audited")
                .delete("/api/instance_setup/delete_instance")
                .then()
                .statusCode(200);

        admin().get("/api/v1/audit?from=now-5m")
                .then()
                .statusCode(200)
                .body(not(containsString("s3cret-of-audit")))
                .body(
                        "find { it.subject == 'instance audited at 127.0.0.1:3306' }.status",
                        equalTo(201))
                .body(
                        "findAll { it.target.endsWith('?instance_name=audited') }.actor",
                        equalTo(List.of("admin", "viewer")))
                .body(
                        "findAll { it.target.endsWith('?instance_name=audited') }.status",
                        equalTo(List.of(200, 403)));
        admin().get("/api/v1/audit?from=now-5m&actor=viewer")
                .then()
                .body("actor", everyItem(equalTo("viewer")));
        bearer(StoreOfTests.VIEWER).get("/api/v1/audit").then().statusCode(403);
    }

    @Test
    void countsFailedLoginsTogether() {
        for (int i = 0; i < 3; i++) {
            given().contentType("application/json")
                    .body("{\"token\":\"a-wrong-token-%d\"}".formatted(i))
                    .post("/api/v1/session")
                    .then()
                    .statusCode(401);
        }

        List<Integer> counts =
                admin().get("/api/v1/audit?from=now-5m&actor=anonymous")
                        .then()
                        .body("status", hasItem(401))
                        .extract()
                        .jsonPath()
                        .getList("findAll { it.status == 401 }.count");
        // The minute may have ended between two of them.
        assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(3);
        assertThat(counts).hasSizeLessThan(3);
    }

    @Test
    void encryptsAnewWithTheFirstKey() {
        String old =
                new CredentialCipher(List.of(StoreOfTests.OLD_KEY))
                        .encrypt("rotated", "of the old key");
        seal("rotated", old);
        seal("lost", new CredentialCipher(List.of(LOST_KEY)).encrypt("lost", "of a lost key"));
        String lost = sealed("lost");

        admin().post("/api/v1/credentials/rotate?dry_run=true")
                .then()
                .statusCode(200)
                .body("rotated", equalTo(1))
                .body("unreadable", equalTo(List.of("lost")));
        assertThat(sealed("rotated")).isEqualTo(old);
        admin().post("/api/v1/credentials/rotate")
                .then()
                .statusCode(200)
                .body("rotated", equalTo(1))
                .body("unreadable", equalTo(List.of("lost")))
                .body("next", containsString("AES_KEY"));

        assertThat(
                        new CredentialCipher(List.of(StoreOfTests.KEY))
                                .decrypt("rotated", sealed("rotated")))
                .isEqualTo("of the old key");
        assertThat(sealed("lost")).isEqualTo(lost);
        admin().post("/api/v1/credentials/rotate").then().body("rotated", equalTo(0));
        instances().deleteMany(Filters.in("instance_name", "rotated", "lost"));
    }

    private com.mongodb.client.MongoCollection<Document> instances() {
        return store.collection(StoreCollection.INSTANCES, Document.class);
    }

    private void seal(String name, String password) {
        Instant now = Instant.now();
        store.collection(StoreCollection.INSTANCES, InstanceDocument.class)
                .insertOne(
                        new InstanceDocument(
                                name,
                                name,
                                "DEV",
                                "MySQL",
                                null,
                                "127.0.0.1",
                                3306,
                                "r",
                                "u",
                                password,
                                "mysql",
                                now,
                                now));
    }

    private String sealed(String name) {
        return instances().find(Filters.eq("instance_name", name)).first().getString("password");
    }

    private Document stored(String id) {
        return store.collection(StoreCollection.ACCESS_TOKENS, Document.class)
                .find(Filters.eq(id))
                .first();
    }

    private static ValidatableResponse make(String name, String role) {
        return admin().body("{\"name\":\"%s\",\"role\":\"%s\"}".formatted(name, role))
                .post("/api/v1/tokens")
                .then();
    }

    private static RequestSpecification admin() {
        return bearer(StoreOfTests.ADMIN);
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }
}
