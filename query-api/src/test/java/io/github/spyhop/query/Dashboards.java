package io.github.spyhop.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The dashboards of Grafana that are shipped, and what they ask for. */
final class Dashboards {

    private static final Path FOLDER = Path.of("../grafana/dashboards");
    private static final String INFINITY = "yesoreyeram-infinity-datasource";
    private static final String PROMETHEUS = "prometheus";

    private Dashboards() {}

    /** One of them. */
    record Dashboard(String file, JsonNode json) {

        /** Its panels without the rows, which are titles only. */
        List<JsonNode> panels() {
            return stream(json.get("panels"))
                    .filter(panel -> !panel.get("type").asText().equals("row"))
                    .toList();
        }

        @Override
        public String toString() {
            return file;
        }
    }

    /** A query, and where it stands. */
    record Target(String place, JsonNode query) {

        @Override
        public String toString() {
            return place;
        }
    }

    static List<Dashboard> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted()
                    .map(file -> new Dashboard(file.getFileName().toString(), read(file)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The queries to query-api: those of panels, of variables and of annotations. */
    static List<Target> targetsOfInfinity() {
        List<Target> targets = new ArrayList<>(targets(INFINITY));
        for (Dashboard dashboard : all()) {
            for (JsonNode variable : dashboard.json().at("/templating/list")) {
                if (variable.get("type").asText().equals("query")) {
                    targets.add(
                            new Target(
                                    dashboard + ": variable " + variable.get("name").asText(),
                                    variable.at("/query/infinityQuery")));
                }
            }
            for (JsonNode annotation : dashboard.json().at("/annotations/list")) {
                targets.add(new Target(dashboard + ": annotations", annotation.get("target")));
            }
        }
        return targets;
    }

    /** The queries to Prometheus. */
    static List<Target> targetsOfPrometheus() {
        return targets(PROMETHEUS);
    }

    private static List<Target> targets(String type) {
        List<Target> targets = new ArrayList<>();
        for (Dashboard dashboard : all()) {
            for (JsonNode panel : dashboard.panels()) {
                if (panel.at("/datasource/type").asText().equals(type)) {
                    String place = dashboard + ": " + panel.get("title").asText();
                    panel.get("targets").forEach(query -> targets.add(new Target(place, query)));
                }
            }
        }
        return targets;
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.toString(), unreadable);
        }
    }
}
