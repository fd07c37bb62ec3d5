package io.github.spyhop.collector.alert;

import io.github.spyhop.collector.alert.Verdict.Breach;
import io.github.spyhop.collector.alert.Verdict.Fine;
import io.github.spyhop.collector.normalise.Regression;
import io.github.spyhop.model.store.AlertRuleDocument;
import io.github.spyhop.model.store.AlertRuleKind;
import io.github.spyhop.model.store.PlanChangeDocument;
import io.github.spyhop.model.store.SlowQueryDocument;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds facts against rules; knows no clock and no store. */
final class RuleEvaluator {

    private static final double MICROS_PER_MILLI = 1_000;
    private static final double BYTES_PER_MIB = 1024.0 * 1024;

    private RuleEvaluator() {}

    /** What a rule says of a fact of an instance, if it is about such facts at all. */
    static Optional<Verdict> judge(AlertRuleDocument rule, String instance, Fact fact) {
        boolean applies = rule.enabled() && rule.isOf(instance);
        Optional<AlertRuleKind> kind = AlertRuleKind.of(rule.kind());
        if (!applies || kind.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (fact) {
                    case Fact.Status status -> ofStatus(kind.get(), rule, status);
                    case Fact.PlanChanged changed ->
                            kind.get() == AlertRuleKind.PLAN_CHANGED ? ofPlan(changed) : null;
                    case Fact.Latency latency ->
                            kind.get() == AlertRuleKind.LATENCY_REGRESSION
                                    ? ofLatency(rule, latency.regression())
                                    : null;
                    case Fact.EventRun run -> ofRun(kind.get(), run);
                    case Fact.EventMissed missed ->
                            kind.get() == AlertRuleKind.EVENT_MISSED
                                    ? new Breach(
                                            missed.event(),
                                            "EVENT %s did not run: %s"
                                                    .formatted(missed.event(), missed.detail()),
                                            Map.of())
                                    : null;
                    case Fact.Replication replication ->
                            kind.get() == AlertRuleKind.REPLICATION_STOPPED
                                    ? ofReplication(replication)
                                    : null;
                    case Fact.Growth growth ->
                            kind.get() == AlertRuleKind.STORAGE_GROWTH
                                    ? ofGrowth(rule, growth)
                                    : null;
                    case Fact.Reachable reachable ->
                            kind.get() == AlertRuleKind.INSTANCE_FAILING
                                    ? ofReach(reachable)
                                    : null;
                    case Fact.Slow slow ->
                            kind.get() == AlertRuleKind.SLOW_QUERY
                                    ? ofSlow(rule, slow.statement())
                                    : null;
                });
    }

    private static @Nullable Verdict ofStatus(
            AlertRuleKind kind, AlertRuleDocument rule, Fact.Status status) {
        String metric = rule.metric();
        if (metric == null || (kind != AlertRuleKind.THRESHOLD && kind != AlertRuleKind.RATE)) {
            return null;
        }
        Double value = (kind == AlertRuleKind.RATE ? status.rates() : status.values()).get(metric);
        if (value == null) {
            return null;
        }
        boolean breach =
                rule.comparison().equals(AlertRuleDocument.BELOW)
                        ? value < rule.threshold()
                        : value > rule.threshold();
        String unit = kind == AlertRuleKind.RATE ? " a second" : "";
        return breach
                ? new Breach(
                        metric,
                        "%s is %s%s, %s %s"
                                .formatted(
                                        metric,
                                        number(value),
                                        unit,
                                        rule.comparison(),
                                        number(rule.threshold())),
                        Map.of("value", number(value)))
                : new Fine(metric);
    }

    private static Verdict ofPlan(Fact.PlanChanged changed) {
        PlanChangeDocument change = changed.change();
        return new Breach(
                change.digestId(),
                "the plan of a statement changed%s: %s"
                        .formatted(
                                change.seenBefore() ? " back" : "",
                                shortened(changed.digestText())),
                Map.of(
                        "digest_id", change.digestId(),
                        "schema", String.valueOf(change.schema()),
                        "from_plan", change.from().planId(),
                        "to_plan", change.to().planId()));
    }

    private static Verdict ofLatency(AlertRuleDocument rule, Regression regression) {
        if (regression.factor() < rule.threshold()) {
            return new Fine(regression.digestId());
        }
        return new Breach(
                regression.digestId(),
                "a statement takes %.1f ms, %.1f times the %.1f ms of %s: %s"
                        .formatted(
                                regression.meanMicros() / MICROS_PER_MILLI,
                                regression.factor(),
                                regression.usualMicros() / MICROS_PER_MILLI,
                                regression.basis(),
                                shortened(regression.digestText())),
                Map.of(
                        "digest_id", regression.digestId(),
                        "schema", String.valueOf(regression.schema()),
                        "count", Long.toString(regression.count()),
                        "mean_micros", number(regression.meanMicros()),
                        "usual_micros", number(regression.usualMicros())));
    }

    private static @Nullable Verdict ofRun(AlertRuleKind kind, Fact.EventRun run) {
        if (kind == AlertRuleKind.EVENT_FAILED) {
            return run.failed()
                    ? new Breach(
                            run.event(),
                            "EVENT %s failed: %s".formatted(run.event(), run.detail()),
                            Map.of())
                    : new Fine(run.event());
        }
        if (kind == AlertRuleKind.EVENT_OVERRUN) {
            return run.overrun()
                    ? new Breach(
                            run.event(),
                            "EVENT %s takes longer than its interval: %s"
                                    .formatted(run.event(), run.detail()),
                            Map.of())
                    : new Fine(run.event());
        }
        return null;
    }

    private static Verdict ofReplication(Fact.Replication replication) {
        String name = replication.channel().isEmpty() ? "default" : replication.channel();
        return replication.runs()
                ? new Fine(name)
                : new Breach(
                        name,
                        "replication stopped, channel %s: %s".formatted(name, replication.detail()),
                        Map.of());
    }

    private static Verdict ofGrowth(AlertRuleDocument rule, Fact.Growth growth) {
        return growth.bytesPerDay() > rule.threshold()
                ? new Breach(
                        "",
                        "data grow by %.0f MiB a day, to %.0f MiB"
                                .formatted(
                                        growth.bytesPerDay() / BYTES_PER_MIB,
                                        growth.bytes() / BYTES_PER_MIB),
                        Map.of("bytes_per_day", number(growth.bytesPerDay())))
                : new Fine("");
    }

    private static Verdict ofReach(Fact.Reachable reachable) {
        return reachable.answers()
                ? new Fine("")
                : new Breach("", "the instance cannot be watched: " + reachable.detail(), Map.of());
    }

    private static @Nullable Verdict ofSlow(AlertRuleDocument rule, SlowQueryDocument slow) {
        if (slow.time() < rule.threshold()) {
            return null;
        }
        String subject = slow.digestId() == null ? slow.id() : slow.digestId();
        return new Breach(
                subject,
                "a statement of %s took %.1f s: %s"
                        .formatted(slow.user(), slow.time(), shortened(slow.sqlText())),
                Map.of(
                        "pid", Long.toString(slow.pid()),
                        "slow_query_id", slow.id(),
                        "user", String.valueOf(slow.user()),
                        "schema", String.valueOf(slow.db())));
    }

    private static String shortened(String text) {
        int most = 300;
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : "%.3f".formatted(value);
    }
}
