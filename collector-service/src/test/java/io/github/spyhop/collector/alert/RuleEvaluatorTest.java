package io.github.spyhop.collector.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.collector.alert.Verdict.Breach;
import io.github.spyhop.collector.alert.Verdict.Fine;
import io.github.spyhop.collector.normalise.Regression;
import io.github.spyhop.model.store.AlertRuleDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleEvaluatorTest {

    private static final Fact STATUS =
            new Fact.Status(Map.of("Threads_running", 40.0), Map.of("Slow_queries", 0.5));

    @Test
    void comparesAValueWithItsThreshold() {
        assertThat(judge(rule("threshold", "Threads_running", "above", 30), STATUS))
                .get()
                .isInstanceOf(Breach.class);
        assertThat(judge(rule("threshold", "Threads_running", "above", 40), STATUS))
                .contains(new Fine("Threads_running"));
        assertThat(judge(rule("threshold", "Threads_running", "below", 41), STATUS))
                .get()
                .isInstanceOf(Breach.class);
    }

    @Test
    void comparesAGrowthPerSecond() {
        assertThat(judge(rule("rate", "Slow_queries", "above", 0.4), STATUS))
                .get()
                .isInstanceOf(Breach.class);
        assertThat(judge(rule("rate", "Threads_running", "above", 0), STATUS)).isEmpty();
    }

    @Test
    void isSilentAboutOtherKindsAndInstances() {
        assertThat(judge(rule("plan_changed", null, "above", 0), STATUS)).isEmpty();
        assertThat(judge(rule("unknown", null, "above", 0), STATUS)).isEmpty();
        AlertRuleDocument elsewhere =
                new AlertRuleDocument(
                        "r",
                        "threshold",
                        true,
                        List.of("other"),
                        "Threads_running",
                        "above",
                        1,
                        0,
                        0,
                        0,
                        "info",
                        List.of(),
                        null);
        assertThat(RuleEvaluator.judge(elsewhere, "here", STATUS)).isEmpty();
    }

    @Test
    void holdsTheFactorOfALatencyAgainstTheThreshold() {
        Fact slower =
                new Fact.Latency(
                        new Regression("d", "shop", "SELECT ?", 100, 3_000, 1_000, "all before"));

        assertThat(judge(rule("latency_regression", null, "above", 2), slower))
                .get()
                .isInstanceOf(Breach.class);
        assertThat(judge(rule("latency_regression", null, "above", 4), slower))
                .contains(new Fine("d"));
    }

    @Test
    void tellsOfEventsAndReplication() {
        Fact failed = new Fact.EventRun("shop.nightly", true, false, "no such table");
        Fact stopped = new Fact.Replication("", false, "SQL thread: error 1032");

        assertThat(judge(rule("event_failed", null, "above", 0), failed))
                .get()
                .isInstanceOf(Breach.class);
        assertThat(judge(rule("event_overrun", null, "above", 0), failed))
                .contains(new Fine("shop.nightly"));
        assertThat(judge(rule("replication_stopped", null, "above", 0), stopped))
                .get()
                .isInstanceOf(Breach.class);
        assertThat(judge(rule("storage_growth", null, "above", 9), new Fact.Growth(10, 100)))
                .get()
                .isInstanceOf(Breach.class);
    }

    private static Optional<Verdict> judge(AlertRuleDocument rule, Fact fact) {
        return RuleEvaluator.judge(rule, "here", fact);
    }

    private static AlertRuleDocument rule(
            String kind,
            @org.jspecify.annotations.Nullable String metric,
            String comparison,
            double threshold) {
        return new AlertRuleDocument(
                "r",
                kind,
                true,
                List.of(),
                metric,
                comparison,
                threshold,
                0,
                0,
                0,
                "info",
                List.of(),
                null);
    }
}
