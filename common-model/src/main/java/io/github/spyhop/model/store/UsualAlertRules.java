package io.github.spyhop.model.store;

import java.util.List;

/** The rules that are there from the beginning, as long as nobody changes them. */
public final class UsualAlertRules {

    private static final long TEN_GIB = 10L << 30;
    private static final long HOLD_OFF_SECONDS = 3_600;
    private static final long RESOLVE_AFTER_SECONDS = 300;

    /** By kind, of which each rule has the name. */
    public static final List<AlertRuleDocument> ALL =
            List.of(
                    rule(AlertRuleKind.PLAN_CHANGED, 0, 0, "info", true),
                    rule(AlertRuleKind.LATENCY_REGRESSION, 2, 0, "warning", true),
                    rule(AlertRuleKind.EVENT_FAILED, 0, 0, "warning", true),
                    rule(AlertRuleKind.EVENT_MISSED, 0, 0, "warning", true),
                    rule(AlertRuleKind.EVENT_OVERRUN, 0, 0, "info", true),
                    rule(AlertRuleKind.REPLICATION_STOPPED, 0, 10, "critical", true),
                    rule(AlertRuleKind.STORAGE_GROWTH, TEN_GIB, 0, "warning", true),
                    rule(AlertRuleKind.INSTANCE_FAILING, 0, 60, "critical", true),
                    rule(AlertRuleKind.SLOW_QUERY, 10, 0, "info", false));

    private UsualAlertRules() {}

    /** Whether a rule is there from the beginning, and again after it was deleted. */
    public static boolean has(String id) {
        return ALL.stream().anyMatch(rule -> rule.id().equals(id));
    }

    private static AlertRuleDocument rule(
            AlertRuleKind kind,
            double threshold,
            long forSeconds,
            String severity,
            boolean enabled) {
        return new AlertRuleDocument(
                kind.field(),
                kind.field(),
                enabled,
                List.of(),
                null,
                AlertRuleDocument.ABOVE,
                threshold,
                forSeconds,
                HOLD_OFF_SECONDS,
                RESOLVE_AFTER_SECONDS,
                severity,
                List.of(),
                null);
    }
}
