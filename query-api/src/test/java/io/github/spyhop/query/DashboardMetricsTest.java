package io.github.spyhop.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.query.Dashboards.Target;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards ask Prometheus for metrics that the services have. */
class DashboardMetricsTest {

    /** Those of each service that {@link GrafanaDashboardIT} finds in this one's answer. */
    private static final Set<String> OF_EACH_SERVICE =
            Set.of(
                    "jvm_memory_used_bytes",
                    "process_cpu_usage",
                    "http_server_requests_seconds_count",
                    "http_server_requests_seconds_sum",
                    "spyhop_live_skipped_total");

    private static final Pattern RANGE =
            Pattern.compile("(\\w+)\\(([a-z_]+)(\\{[^}]*})?\\[([^]]*)]");
    private static final Pattern COUNTER =
            Pattern.compile("\\b[a-z]+_[a-z_]+_(total|count|sum|bucket)\\b");
    private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");

    static List<Target> targets() {
        return Dashboards.targetsOfPrometheus();
    }

    @Test
    void readsTheMetricsOffTheSources() {
        assertThat(ExposedMetrics.ofOtherServices())
                .contains(
                        "spyhop_probe_packets_dropped_total",
                        "spyhop_probe_cluster_members",
                        "spyhop_collector_task_lag_seconds_max",
                        "spyhop_collector_instances",
                        "spyhop_binlog_lag_seconds",
                        "spyhop_binlog_rows_total")
                .doesNotContain(
                        "spyhop_probe_packets_dropped",
                        "spyhop_binlog_lag_seconds_total",
                        "spyhop_collector_instances_total",
                        "spyhop_binlog_source_total");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void asksForMetricsThatThereAre(Target target) {
        assertThat(ExposedMetrics.namedIn(target.query()))
                .isNotEmpty()
                .allMatch(metric ->
                        OF_EACH_SERVICE.contains(metric)
                                || ExposedMetrics.ofOtherServices().contains(metric));
    }

    /** As the dashboard linter's target-rate-interval-rule and target-counter-agg-rule have it. */
    @ParameterizedTest
    @MethodSource("targets")
    void asksForTheRateOfEachCounterOverGrafanasInterval(Target target) {
        String expression = target.query().get("expr").asText();
        int rates = 0;
        Matcher range = RANGE.matcher(expression);
        while (range.find()) {
            assertThat(range.group(1)).isEqualTo("rate");
            assertThat(range.group(4)).isEqualTo("$__rate_interval");
            rates++;
        }

        assertThat(COUNTER.matcher(expression).results()).hasSize(rates);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void namesEachLineByALabelThatItHas(Target target) {
        List<String> kept =
                GROUPING.matcher(target.query().get("expr").asText())
                        .results()
                        .flatMap(by -> List.of(by.group(1).split(", ")).stream())
                        .toList();

        assertThat(
                        LEGEND_LABEL
                                .matcher(target.query().get("legendFormat").asText())
                                .results()
                                .map(label -> label.group(1)))
                .allMatch(label ->
                        kept.contains(label) || (kept.isEmpty() && label.equals("instance")));
    }
}
