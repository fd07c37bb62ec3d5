package io.github.spyhop.query;

import static io.github.spyhop.query.Caller.admin;
import static io.github.spyhop.query.Caller.viewer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.github.spyhop.model.instance.CredentialCipher;
import io.github.spyhop.model.store.InstanceDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class InstanceSetupIT {

    @Inject Store store;
    @Inject CredentialCipher cipher;

    @ParameterizedTest
    @CsvSource({"'',plain", "/,slash"})
    void addsListsUpdatesAndDeletesAnInstance(String slash, String name) {
        String body =
                """
                {"instance_name": "%s", "host": "127.0.0.1", "user": "u", "password": "s3cret"}\
                """
                        .formatted(name);

        adminSending()
                .body(body)
                .post("/api/instance_setup/add_instance" + slash)
                .then()
                .statusCode(201)
                .body("message", equalTo("New instance inserted successfully"));
        adminSending()
                .body(body.replace("127.0.0.1", "127.0.0.2"))
                .post("/api/instance_setup/add_instance" + slash)
                .then()
                .statusCode(201)
                .body("message", equalTo("Instance updated successfully"));

        admin().get("/api/instance_setup/list_instances" + slash)
                .then()
                .statusCode(200)
                .body("instances.instance_name", hasItem(name))
                .body(
                        "instances.find { it.instance_name == '%s' }.host".formatted(name),
                        equalTo("127.0.0.2"))
                .body(
                        "instances.find { it.instance_name == '%s' }.port".formatted(name),
                        equalTo(3306))
                .body(
                        "instances.find { it.instance_name == '%s' }.environment".formatted(name),
                        equalTo("DEV"))
                .body(
                        "instances.find { it.instance_name == '%s' }.region".formatted(name),
                        equalTo("ap-northeast-2"))
                .body(
                        "instances.find { it.instance_name == '%s' }.db".formatted(name),
                        equalTo("information_schema"))
                .body(not(containsString("password")));

        admin().queryParam("instance_name", name)
                .delete("/api/instance_setup/delete_instance" + slash)
                .then()
                .statusCode(200);
        admin().queryParam("instance_name", name)
                .delete("/api/instance_setup/delete_instance" + slash)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString(name));
    }

    @Test
    void storesThePasswordEncryptedOnly() {
        adminSending()
                .body(
                        """
                        {"instance_name": "sealed", "host": "127.0.0.1", "user": "u", "password": "s3cret"}\
                        """)
                .post("/api/instance_setup/add_instance/")
                .then()
                .statusCode(201);

        InstanceDocument stored =
                store.collection(StoreCollection.INSTANCES, InstanceDocument.class)
                        .find(com.mongodb.client.model.Filters.eq("instance_name", "sealed"))
                        .first();

        assertThat(stored).isNotNull();
        assertThat(stored.password()).doesNotContain("s3cret");
        assertThat(cipher.decrypt("sealed", stored.password())).isEqualTo("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"host\":\"127.0.0.1\",\"user\":\"u\",\"password\":\"p\"}|instance_name",
                "{\"instance_name\":\"n\",\"host\":\"127.0.0.1\",\"port\":0,\"user\":\"u\",\"password\":\"p\"}|port",
                "{\"instance_name\":\"n\",\"host\":\"127.0.0.1\",\"user\":\"u\",\"password\":\"p\",\"colour\":1}|colour",
                "not json|JSON",
            })
    void namesTheFieldThatIsWrong(String body, String named) {
        adminSending()
                .body(body)
                .post("/api/instance_setup/add_instance/")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(containsString(named));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "[]", "1", "{\"token\": {}}"})
    void refusesALoginThatIsNone(String body) {
        given().contentType("application/json")
                .body(body)
                .post("/api/v1/session")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", not(emptyOrNullString()));
    }

    @ParameterizedTest
    @CsvSource({
        "169.254.169.254,3306,host",
        "fd00:ec2::254,3306,host",
        "::ffff:169.254.169.254,3306,host",
        "0.0.0.0,3306,host",
        "no-such-host.invalid,3306,host",
        "127.0.0.1,22,port",
    })
    void isNoWayToOtherServices(String host, int port, String field) {
        adminSending()
                .body(
                        """
                        {"instance_name": "way-in", "host": "%s", "port": %d, "user": "u", "password": "p"}\
                        """
                                .formatted(host, port))
                .post("/api/instance_setup/add_instance/")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(field));
        admin().get("/api/instance_setup/list_instances/")
                .then()
                .body("instances.instance_name", not(hasItem("way-in")));
    }

    @Test
    void letsNobodyInWithoutATokenAndNoViewerChangeAnything() {
        given().get("/api/instance_setup/list_instances/").then().statusCode(401);
        given().header("Authorization", "Bearer wrong")
                .get("/api/instance_setup/list_instances/")
                .then()
                .statusCode(401);
        RequestSpecification viewer = viewer();
        viewer.get("/api/instance_setup/list_instances/").then().statusCode(200);
        viewer.queryParam("instance_name", "sealed")
                .delete("/api/instance_setup/delete_instance/")
                .then()
                .statusCode(403);
    }

    private static RequestSpecification adminSending() {
        return admin().contentType("application/json");
    }
}
