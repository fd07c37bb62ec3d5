package io.github.spyhop.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The metrics that the services show to Prometheus, as their sources name and make them. */
final class ExposedMetrics {

    /** What the names of each service's metrics begin with, and where its sources are. */
    private static final Map<String, String> MODULES =
            Map.of(
                    "spyhop.probe.", "probe-agent",
                    "spyhop.collector.", "collector-service",
                    "spyhop.binlog.", "binlog-monitor");

    private static final Set<String> COUNTERS =
            Set.of(
                    "Counter.builder",
                    "FunctionCounter.builder",
                    "registry.counter",
                    "count",
                    "countByReason");

    private static final Set<String> GAUGES =
            Set.of("Gauge.builder", "meters.gauge", "meters.gaugeMapSize");

    private static final Set<String> TIMERS = Set.of("Timer.builder", "registry.timer");

    /** Where a meter is made with a name that is written there. */
    private static final Pattern MADE =
            Pattern.compile("([\\w.]+)\\(\\s*(?:PREFIX \\+ )?\"([a-z][a-z._]+)\"");

    private static final Pattern METRIC = Pattern.compile("\\b[a-z]+_[a-z_]+\\b");

    private ExposedMetrics() {}

    /** The metrics that a query to Prometheus names. */
    static List<String> namedIn(JsonNode query) {
        return METRIC.matcher(query.get("expr").asText())
                .results()
                .map(MatchResult::group)
                .toList();
    }

    static boolean isOfAnotherService(String metric) {
        return MODULES.keySet().stream()
                .anyMatch(prefix -> metric.startsWith(prefix.replace('.', '_')));
    }

    /** The metrics of the services other than this one. */
    static Set<String> ofOtherServices() {
        Set<String> metrics = new TreeSet<>();
        MODULES.forEach((prefix, module) -> {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(ExposedMetrics::read)
                        .filter(source -> source.contains("Metrics") || source.contains("Meter"))
                        .forEach(source -> addMade(source, prefix, metrics));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
        return metrics;
    }

    private static void addMade(String source, String prefix, Set<String> metrics) {
        Matcher made = MADE.matcher(source);
        while (made.find()) {
            String name =
                    made.group(2).startsWith("spyhop") ? made.group(2) : prefix + made.group(2);
            metrics.addAll(exposed(made.group(1), name.replace('.', '_')));
        }
    }

    /** The names under which Micrometer shows a meter to Prometheus. */
    private static List<String> exposed(String call, String name) {
        if (COUNTERS.contains(call)) {
            return List.of(name + "_total");
        }
        if (GAUGES.contains(call)) {
            return List.of(name);
        }
        if (TIMERS.contains(call)) {
            return Stream.of("count", "sum", "max", "bucket")
                    .map(part -> name + "_seconds_" + part)
                    .toList();
        }
        return List.of();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
