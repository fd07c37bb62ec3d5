package io.github.spyhop.query;

import static io.github.spyhop.query.Caller.register;
import static io.github.spyhop.query.Caller.viewer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.query.Dashboards.Target;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs each query of the dashboards against the running service, as Grafana would. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class GrafanaDashboardIT {

    private static final Duration STRETCH = Duration.ofHours(6);

    @Inject Store store;

    @BeforeEach
    void fill() {
        new SampleStore(store).fill();
        new StateStore(store).fill();
        register(StateStore.INSTANCE, "127.0.0.9");
        new DashboardSamples(store).fill();
    }

    @ParameterizedTest
    @MethodSource("targetsOfInfinity")
    void findsEachColumnInTheAnswer(Target target) {
        List<JsonNode> rows = answerTo(target);

        assertThat(rows).isNotEmpty();
        for (JsonNode column : target.query().get("columns")) {
            List<JsonNode> values =
                    rows.stream()
                            .map(row -> find(row, column.get("selector").asText()))
                            .filter(value -> !value.isMissingNode())
                            .toList();
            assertThat(values).as("column %s", column).isNotEmpty();
            assertThat(values)
                    .as("column %s", column)
                    .allMatch(value -> value.isNull() || isA(column.get("type").asText(), value));
        }
    }

    /** Infinity makes a line of each name only of rows that are sorted by time. */
    @ParameterizedTest
    @MethodSource("series")
    void findsSeriesSortedByTime(Target target) {
        assertThat(answerTo(target))
                .extracting(row -> Instant.parse(row.get("time").asText()))
                .isNotEmpty()
                .isSorted();
    }

    @ParameterizedTest
    @MethodSource("targetsOfInfinity")
    void asksByParametersThatTheApiKnows(Target target) {
        JsonNode operation =
                given().get("/q/openapi?format=json")
                        .as(JsonNode.class)
                        .path("paths")
                        .path(target.query().get("url").asText())
                        .path("get");
        List<String> known =
                Dashboards.stream(operation.path("parameters"))
                        .map(parameter -> parameter.get("name").asText())
                        .toList();

        assertThat(operation.isMissingNode()).as("%s", target.query().get("url")).isFalse();
        assertThat(Dashboards.stream(target.query().at("/url_options/params")))
                .extracting(parameter -> parameter.get("key").asText())
                .isSubsetOf(known);
    }

    @Test
    void findsEachMetricOfThisServiceAmongItsMetrics() {
        given().get("/api/v1/servers"); // so that a request was measured
        List<String> exposed =
                given().get("/q/metrics")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString()
                        .lines()
                        .map(line -> line.split("[{ ]", 2)[0])
                        .toList();

        List<String> metrics =
                Dashboards.targetsOfPrometheus().stream()
                        .flatMap(target -> ExposedMetrics.namedIn(target.query()).stream())
                        .filter(metric -> !ExposedMetrics.isOfAnotherService(metric))
                        .toList();

        assertThat(metrics).contains("spyhop_live_skipped_total");
        assertThat(exposed).containsAll(metrics);
    }

    static List<Target> targetsOfInfinity() {
        return Dashboards.targetsOfInfinity();
    }

    static Stream<Target> series() {
        return Dashboards.targetsOfInfinity().stream()
                .filter(target -> target.query().get("format").asText().equals("timeseries"));
    }

    private static List<JsonNode> answerTo(Target target) {
        JsonNode query = target.query();
        RequestSpecification request = viewer();
        for (JsonNode parameter : query.at("/url_options/params")) {
            request.queryParam(
                    parameter.get("key").asText(), filledIn(parameter.get("value").asText()));
        }
        JsonNode answer =
                request.get(query.get("url").asText())
                        .then()
                        .statusCode(200)
                        .extract()
                        .body()
                        .as(JsonNode.class);
        assertThat(query.get("root_selector").asText()).isEmpty();
        return Dashboards.stream(answer).toList();
    }

    private static String filledIn(String value) {
        long now = Instant.now().toEpochMilli();
        String filled =
                value.replace("${__from}", Long.toString(now - STRETCH.toMillis()))
                        .replace("${__to}", Long.toString(now + 60_000))
                        .replace("${instance}", StateStore.INSTANCE);
        assertThat(filled).doesNotContain("$");
        return filled;
    }

    /** What a path of Infinity's finds, such as {@code trees.0.pid} or {@code trees.#}. */
    private static JsonNode find(JsonNode row, String path) {
        JsonNode found = row;
        for (String step : path.split("\\.")) {
            if (!found.isArray()) {
                found = found.path(step);
            } else if (step.equals("#")) {
                found = IntNode.valueOf(found.size());
            } else {
                found = found.path(Integer.parseInt(step));
            }
        }
        return found;
    }

    private static boolean isA(String type, JsonNode value) {
        return switch (type) {
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "timestamp" -> value.isTextual() && Instant.parse(value.asText()) != null;
            case "string" -> value.isTextual();
            default -> throw new IllegalArgumentException(type);
        };
    }
}
