package io.github.spyhop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Lints and renders the chart as {@code helm lint --strict} and {@code helm template} do. */
class ChartTest {

    private static final Path CHART = Path.of("../helm/spyhop").toAbsolutePath().normalize();
    private static final Path DASHBOARDS = Path.of("../grafana/dashboards");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void passesTheStrictLint() {
        LintResult result = chart().lint().strict().call();

        assertThat(result.isFailed()).as(String.join("\n", result.getMessages())).isFalse();
    }

    @Test
    void rendersWithoutAnyValueOfTheUser() {
        assertThat(chart().template().withName("demo").call()).contains("demo-spyhop-query-api");
    }

    @Test
    void rendersTheFourServicesWithTheirRights() throws IOException {
        List<JsonNode> objects = render("all");

        assertThat(namesOf(objects, "DaemonSet")).containsExactly("demo-spyhop-probe-agent");
        assertThat(namesOf(objects, "Deployment"))
                .containsExactlyInAnyOrder(
                        "demo-spyhop-query-api",
                        "demo-spyhop-collector-service",
                        "demo-spyhop-probe-master");
        assertThat(namesOf(objects, "StatefulSet"))
                .containsExactlyInAnyOrder("demo-spyhop-binlog-orders", "demo-spyhop-binlog-stock");
        for (JsonNode container : containersOf(objects)) {
            String name = container.get("name").asText();
            JsonNode security = container.get("securityContext");
            assertThat(security.at("/readOnlyRootFilesystem").asBoolean()).as(name).isTrue();
            assertThat(security.at("/allowPrivilegeEscalation").asBoolean()).as(name).isFalse();
            assertThat(security.at("/capabilities/drop/0").asText()).as(name).isEqualTo("ALL");
            assertThat(security.at("/capabilities/add").toString())
                    .as(name)
                    .isEqualTo(name.equals("probe-agent") ? "[\"NET_RAW\"]" : "");
            assertThat(container.get("livenessProbe")).as(name).isNotNull();
            assertThat(container.at("/resources/limits/memory").asText()).as(name).isNotEmpty();
        }
    }

    @Test
    void putsNoSecretIntoTheManifests() throws IOException {
        List<JsonNode> objects = render("all");

        assertThat(namesOf(objects, "Secret")).isEmpty();
        for (JsonNode container : containersOf(objects)) {
            for (JsonNode variable : container.get("env")) {
                if (variable.get("name").asText().matches(".*(PASSWORD|TOKEN|KEY|URI)")) {
                    assertThat(variable.has("valueFrom")).as(variable.toString()).isTrue();
                }
            }
        }
    }

    @Test
    void tellsTheProbesWhichServersKnowTheirConnections() throws IOException {
        JsonNode probe =
                containersOf(render("all")).stream()
                        .filter(container -> container.get("name").asText().equals("probe-agent"))
                        .findFirst()
                        .orElseThrow();

        assertThat(variable(probe, "WATCHER_ADDRESS").get("value").asText())
                .isEqualTo("orders.example:3306,stock.example:3307");
        assertThat(variable(probe, "WATCHER_INTERVAL").get("value").asText()).isEqualTo("2S");
        for (String name : List.of("WATCHER_UNAME", "WATCHER_PASSWORD")) {
            assertThat(variable(probe, name).at("/valueFrom/secretKeyRef/name").asText())
                    .isEqualTo("probe-watcher");
        }
        assertThat(chart().template().withName("demo").call()).doesNotContain("WATCHER_");
    }

    private static JsonNode variable(JsonNode container, String name) {
        return stream(container.get("env"))
                .filter(variable -> variable.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void rendersEachDashboardForGrafanasSidecar() throws IOException {
        JsonNode map =
                render("all").stream()
                        .filter(object -> object.get("kind").asText().equals("ConfigMap"))
                        .findFirst()
                        .orElseThrow();

        assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            List<Path> all = files.toList();
            assertThat(all).isNotEmpty();
            assertThat(map.get("data")).hasSize(all.size());
            for (Path file : all) {
                JsonNode shipped = map.get("data").get(file.getFileName().toString());
                assertThat(JSON.readTree(shipped.asText())).isEqualTo(JSON.readTree(file.toFile()));
            }
        }
    }

    @Test
    void saysWhichValueIsMissingOrWrong() {
        assertThatThrownBy(() -> chart().template().set("queryApi.ingress.enabled", true).call())
                .hasMessageContaining("queryApi.ingress.host");
        assertThatThrownBy(() ->
                        chart().template().set("probe.watcher.addresses[0]", "db:3306").call())
                .hasMessageContaining("probe.watcher.existingSecret");
        assertThatThrownBy(() -> chart().template().set("probe.port", 70000).call())
                .hasMessageContaining("port");
        assertThatThrownBy(() -> chart().template().set("probe.prot", 3306).call())
                .hasMessageContaining("prot");
    }

    private static List<JsonNode> render(String values) throws IOException {
        String manifests =
                chart().template().withName("demo").withValuesFile(valuesOf(values)).call();
        YAMLMapper mapper = new YAMLMapper();
        return mapper.readerFor(JsonNode.class).<JsonNode>readValues(manifests).readAll().stream()
                .filter(JsonNode::isObject)
                .toList();
    }

    private static List<String> namesOf(List<JsonNode> objects, String kind) {
        return objects.stream()
                .filter(object -> object.get("kind").asText().equals(kind))
                .map(object -> object.at("/metadata/name").asText())
                .toList();
    }

    private static List<JsonNode> containersOf(List<JsonNode> objects) {
        return objects.stream()
                .map(object -> object.at("/spec/template/spec/containers"))
                .flatMap(containers -> stream(containers))
                .toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Helm chart() {
        return new Helm(CHART);
    }

    private static Path valuesOf(String name) {
        return CHART.resolve("ci").resolve(name + "-values.yaml");
    }
}
