package io.github.spyhop.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed description of the API is that of the code. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class OpenApiIT {

    private static final Path COMMITTED = Path.of("../docs/openapi.yaml");
    private static final Path CURRENT = Path.of("target/openapi.yaml");

    @Test
    void isTheCommittedOne() throws IOException {
        String current =
                given().get("/q/openapi?format=yaml").then().statusCode(200).extract().asString();
        Files.writeString(CURRENT, current);

        assertThat(Files.readString(COMMITTED))
                .as("copy query-api/%s to docs/openapi.yaml", CURRENT)
                .isEqualTo(current);
    }
}
