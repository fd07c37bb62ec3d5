package io.github.spyhop.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.spyhop.query.Dashboards.Dashboard;
import io.github.spyhop.query.Dashboards.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is asked of every dashboard: the rules of <a
 * href="https://github.com/grafana/dashboard-linter">Grafana's linter</a>, where the data sources
 * are provisioned rather than chosen, and some of our own.
 */
class DashboardRulesTest {

    private static final Path DATA_SOURCES =
            Path.of("../grafana/provisioning/datasources/spyhop.yaml");

    private static final int COLUMNS = 24;

    private static final Set<String> UNITS =
            Set.of(
                    "short",
                    "percentunit",
                    "s",
                    "µs",
                    "bytes",
                    "Bps",
                    "ops",
                    "pps",
                    "reqps",
                    "rowsps");

    /** The units that columns of numbers have, by what their names have in them. */
    private static final Map<String, String> UNITS_BY_NAME =
            Map.of("_micros", "µs", "_bytes", "bytes", "_seconds", "s", "_per_second", "rowsps");

    static List<Dashboard> dashboards() {
        return Dashboards.all();
    }

    static List<Target> targetsOfInfinity() {
        return Dashboards.targetsOfInfinity();
    }

    @Test
    void givesEachDashboardAUidOfItsOwn() {
        assertThat(dashboards())
                .hasSizeGreaterThanOrEqualTo(7)
                .allMatch(each ->
                        each.json()
                                .get("uid")
                                .asText()
                                .equals("spyhop-" + each.file().split("\\.")[0]));
        assertThat(dashboards())
                .extracting(each -> each.json().get("title").asText())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void saysWhatItAnswersAndLeadsToTheOthers(Dashboard dashboard) {
        JsonNode json = dashboard.json();

        assertThat(json.get("description").asText()).endsWith("?");
        assertThat(json.get("editable").asBoolean()).isFalse();
        assertThat(json.get("tags")).extracting(JsonNode::asText).contains("spyhop", "mysql");
        assertThat(json.at("/links/0/type").asText()).isEqualTo("dashboards");
        assertThat(json.at("/links/0/tags/0").asText()).isEqualTo("spyhop");
        assertThat(json.at("/links/0/keepTime").asBoolean()).isTrue();
        assertThat(json.toString()).doesNotContainPattern("https?://(?!spyhop\\.example[, ])");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void hasATitleADescriptionAQueryAndASourceInEachPanel(Dashboard dashboard) throws IOException {
        String sources = Files.readString(DATA_SOURCES);

        for (JsonNode panel : dashboard.panels()) {
            assertThat(panel.get("title").asText()).isNotBlank();
            assertThat(panel.get("description").asText()).isNotBlank();
            assertThat(panel.get("targets")).isNotEmpty();
            assertThat(sources).contains("uid: " + panel.at("/datasource/uid").asText() + "\n");
            assertThat(sources).contains("type: " + panel.at("/datasource/type").asText() + "\n");
        }
        assertThat(dashboard.json().get("panels"))
                .extracting(panel -> panel.get("id").asInt())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void hasAUnitForEachSeries(Dashboard dashboard) {
        for (JsonNode panel : dashboard.panels()) {
            if (!panel.get("type").asText().equals("table")) {
                assertThat(UNITS)
                        .as(panel.get("title").asText())
                        .contains(panel.at("/fieldConfig/defaults/unit").asText());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void hasAUnitForEachColumnWhoseNameHasOne(Dashboard dashboard) {
        for (JsonNode panel : tablesOf(dashboard)) {
            for (JsonNode column : panel.at("/targets/0/columns")) {
                String name = "_" + column.get("selector").asText();
                UNITS_BY_NAME.forEach((part, unit) -> {
                    boolean isNumber = column.get("type").asText().equals("number");
                    if (isNumber && name.contains(part) && !name.contains("_per_second_")) {
                        assertThat(unitsOf(panel, column.get("text").asText()))
                                .as("%s: %s", panel.get("title"), name)
                                .contains(unit);
                    }
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void changesColumnsThatThereAre(Dashboard dashboard) {
        for (JsonNode panel : tablesOf(dashboard)) {
            assertThat(overridesOf(panel).map(each -> each.at("/matcher/options").asText()))
                    .as(panel.get("title").asText())
                    .isSubsetOf(
                            Dashboards.stream(panel.at("/targets/0/columns"))
                                    .map(column -> column.get("text").asText())
                                    .toList());
        }
    }

    /** Infinity's backend sorts columns by their names. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void putsColumnsInTheirOrder(Dashboard dashboard) {
        for (JsonNode panel : tablesOf(dashboard)) {
            JsonNode order = panel.at("/transformations/0/options/indexByName");
            List<String> columns =
                    Dashboards.stream(panel.at("/targets/0/columns"))
                            .map(column -> column.get("text").asText())
                            .toList();

            assertThat(panel.at("/transformations/0/id").asText()).isEqualTo("organize");
            assertThat(order).as(panel.get("title").asText()).hasSize(columns.size());
            assertThat(columns)
                    .as(panel.get("title").asText())
                    .allMatch(column -> order.path(column).asInt(-1) == columns.indexOf(column));
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void laysNoPanelOverAnother(Dashboard dashboard) {
        List<JsonNode> before = new ArrayList<>();
        for (JsonNode panel : dashboard.json().get("panels")) {
            JsonNode place = panel.get("gridPos");
            assertThat(right(place)).isLessThanOrEqualTo(COLUMNS);
            assertThat(before)
                    .as(panel.get("title").asText())
                    .noneMatch(other -> overlap(place, other));
            before.add(place);
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void marksWhatHappenedWhereTimeIsShown(Dashboard dashboard) {
        boolean hasSeries =
                dashboard.panels().stream()
                        .anyMatch(panel -> panel.get("type").asText().equals("timeseries"));

        assertThat(dashboard.json().at("/annotations/list")).hasSize(hasSeries ? 1 : 0);
        if (hasSeries) {
            JsonNode target = dashboard.json().at("/annotations/list/0/target");
            assertThat(target.get("format").asText()).isEqualTo("dataframe");
            assertThat(target.get("columns"))
                    .extracting(column -> column.get("text").asText())
                    .containsExactly("time", "timeEnd", "title", "text", "tags");
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void readsEachListOfAVariableAnewWithTheTime(Dashboard dashboard) {
        assertThat(Dashboards.stream(dashboard.json().at("/templating/list")))
                .filteredOn(variable -> variable.get("type").asText().equals("query"))
                .allMatch(variable -> variable.get("refresh").asInt() == 2);
    }

    @ParameterizedTest
    @MethodSource("targetsOfInfinity")
    void isParsedInGrafanasBackend(Target target) {
        assertThat(target.query().get("parser").asText()).isEqualTo("backend");
        assertThat(target.query().get("source").asText()).isEqualTo("url");
        assertThat(target.query().get("url").asText()).startsWith("/");
        assertThat(target.query().get("columns"))
                .extracting(column -> column.get("text").asText())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("targetsOfInfinity")
    void asksForStatusVariablesThatAreCollected(Target target) {
        assertThat(Dashboards.stream(target.query().at("/url_options/params")))
                .filteredOn(parameter -> parameter.get("key").asText().equals("names"))
                .allSatisfy(parameter ->
                        assertThat(parameter.get("value").asText().split(","))
                                .isSubsetOf(StatusNames.collected()));
    }

    private static List<JsonNode> tablesOf(Dashboard dashboard) {
        return dashboard.panels().stream()
                .filter(panel -> panel.get("type").asText().equals("table"))
                .toList();
    }

    private static Stream<JsonNode> overridesOf(JsonNode panel) {
        return Dashboards.stream(panel.at("/fieldConfig/overrides"));
    }

    private static Stream<String> unitsOf(JsonNode panel, String column) {
        return overridesOf(panel)
                .filter(each -> each.at("/matcher/options").asText().equals(column))
                .flatMap(each -> Dashboards.stream(each.get("properties")))
                .filter(property -> property.get("id").asText().equals("unit"))
                .map(property -> property.get("value").asText());
    }

    private static boolean overlap(JsonNode a, JsonNode b) {
        return a.get("x").asInt() < right(b)
                && b.get("x").asInt() < right(a)
                && a.get("y").asInt() < bottom(b)
                && b.get("y").asInt() < bottom(a);
    }

    private static int right(JsonNode place) {
        return place.get("x").asInt() + place.get("w").asInt();
    }

    private static int bottom(JsonNode place) {
        return place.get("y").asInt() + place.get("h").asInt();
    }
}
