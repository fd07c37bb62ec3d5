package io.github.spyhop.query;

import static io.github.spyhop.query.Caller.viewer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.spyhop.model.store.Store;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs each query of the dashboards against the running service, as Grafana would. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class GrafanaDashboardIT {

    private static final Path DASHBOARDS = Path.of("../grafana/dashboards");
    private static final Path DATA_SOURCES =
            Path.of("../grafana/provisioning/datasources/spyhop.yaml");
    private static final Pattern METRIC = Pattern.compile("\\bspyhop_[a-z_]+");

    @Inject Store store;

    record Target(String panel, JsonNode query) {
        @Override
        public String toString() {
            return panel;
        }
    }

    @BeforeEach
    void fill() {
        new SampleStore(store).fill();
    }

    @ParameterizedTest
    @MethodSource("targetsOfInfinity")
    void findsEachColumnInTheAnswer(Target target) {
        JsonNode query = target.query();
        RequestSpecification request = viewer();
        long now = Instant.now().toEpochMilli();
        for (JsonNode parameter : query.at("/url_options/params")) {
            String value =
                    parameter
                            .get("value")
                            .asText()
                            .replace("${__from}", Long.toString(now - 3_600_000))
                            .replace("${__to}", Long.toString(now + 60_000));
            request.queryParam(parameter.get("key").asText(), value);
        }

        JsonNode answer =
                request.get(query.get("url").asText())
                        .then()
                        .statusCode(200)
                        .extract()
                        .body()
                        .as(JsonNode.class);

        assertThat(query.get("parser").asText()).isEqualTo("backend");
        assertThat(answer).isNotEmpty();
        for (JsonNode column : query.get("columns")) {
            assertThat(answer.get(0).has(column.get("selector").asText()))
                    .as("column %s of %s", column.get("selector"), target)
                    .isTrue();
        }
    }

    @Test
    void findsEachMetricOfThisServiceAmongItsMetrics() throws IOException {
        String exposed = given().get("/q/metrics").then().statusCode(200).extract().asString();
        for (Target target : targets("prometheus")) {
            Matcher metric = METRIC.matcher(target.query().get("expr").asText());
            while (metric.find()) {
                assertThat(exposed).contains(metric.group());
            }
        }
    }

    @Test
    void provisionsEveryDataSourceThatAPanelNames() throws IOException {
        String sources = Files.readString(DATA_SOURCES);
        for (JsonNode dashboard : dashboards()) {
            for (JsonNode panel : dashboard.get("panels")) {
                assertThat(sources).contains("uid: " + panel.at("/datasource/uid").asText());
            }
        }
    }

    static List<Target> targetsOfInfinity() throws IOException {
        return targets("yesoreyeram-infinity-datasource");
    }

    private static List<Target> targets(String type) throws IOException {
        List<Target> targets = new ArrayList<>();
        for (JsonNode dashboard : dashboards()) {
            for (JsonNode panel : dashboard.get("panels")) {
                for (JsonNode query : panel.get("targets")) {
                    if (query.at("/datasource/type").asText().equals(type)) {
                        targets.add(new Target(panel.get("title").asText(), query));
                    }
                }
            }
        }
        assertThat(targets).isNotEmpty();
        return targets;
    }

    private static List<JsonNode> dashboards() throws IOException {
        List<JsonNode> dashboards = new ArrayList<>();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            for (Path file : files.toList()) {
                dashboards.add(new ObjectMapper().readTree(file.toFile()));
            }
        }
        return dashboards;
    }
}
