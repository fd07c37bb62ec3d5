package io.github.spyhop.collector.alert;

import java.util.Locale;
import java.util.Optional;

/** What a rule is about; the names of {@code AlertRuleDocument.kind}. */
enum RuleKind {
    THRESHOLD,
    RATE,
    PLAN_CHANGED,
    LATENCY_REGRESSION,
    EVENT_FAILED,
    EVENT_MISSED,
    EVENT_OVERRUN,
    REPLICATION_STOPPED,
    STORAGE_GROWTH,
    INSTANCE_FAILING,
    SLOW_QUERY;

    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<RuleKind> of(String field) {
        for (RuleKind kind : values()) {
            if (kind.field().equals(field)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
