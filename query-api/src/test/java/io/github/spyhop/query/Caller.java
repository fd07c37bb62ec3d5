package io.github.spyhop.query;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;

/** Calls the service as each of the roles. */
final class Caller {

    private Caller() {}

    static RequestSpecification viewer() {
        return bearing(StoreOfTests.VIEWER);
    }

    static RequestSpecification operator() {
        return bearing(StoreOfTests.OPERATOR);
    }

    static RequestSpecification admin() {
        return bearing(StoreOfTests.ADMIN);
    }

    static RequestSpecification bearing(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    /** Registers an instance on MySQL's own port, or replaces the one of the same name. */
    static void register(String instanceName, String host) {
        admin().contentType("application/json")
                .body(
                        """
                        {"instance_name": "%s", "host": "%s", "user": "u", "password": "p"}\
                        """
                                .formatted(instanceName, host))
                .post("/api/instance_setup/add_instance/")
                .then()
                .statusCode(201);
    }
}
