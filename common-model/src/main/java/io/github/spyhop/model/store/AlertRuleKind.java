package io.github.spyhop.model.store;

import java.util.Locale;
import java.util.Optional;

/** What a rule is about; the names of {@link AlertRuleDocument#kind}. */
public enum AlertRuleKind {
    /** A status variable's value is held against the threshold. */
    THRESHOLD,
    /** A status variable's growth a second is. */
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

    /** As it is stored. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a rule of it names a status variable. */
    public boolean isOfMetric() {
        return this == THRESHOLD || this == RATE;
    }

    /** The kind of a name, if there is such a one. */
    public static Optional<AlertRuleKind> of(String field) {
        for (AlertRuleKind kind : values()) {
            if (kind.field().equals(field)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
