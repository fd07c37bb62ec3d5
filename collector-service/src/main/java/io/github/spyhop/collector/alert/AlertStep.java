package io.github.spyhop.collector.alert;

import io.github.spyhop.collector.alert.Verdict.Breach;
import io.github.spyhop.collector.alert.Verdict.Fine;
import io.github.spyhop.model.store.AlertDocument;
import io.github.spyhop.model.store.AlertDocument.Firing;
import io.github.spyhop.model.store.AlertRuleDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an alert by one verdict.
 *
 * @param next its state from now on
 * @param tells whether somebody is to be told
 */
record AlertStep(AlertDocument next, boolean tells) {

    static final String PENDING = "pending";
    static final String FIRING = "firing";
    static final String RESOLVED = "resolved";

    /** How often a firing alert's last breach is noted. */
    private static final long NOTE_SECONDS = 10;

    /** The step, if the verdict changes anything. */
    static Optional<AlertStep> of(
            @Nullable AlertDocument current,
            AlertRuleDocument rule,
            String instance,
            Verdict verdict,
            Instant now) {
        return switch (verdict) {
            case Breach breach -> ofBreach(current, rule, instance, breach, now);
            case Fine _ -> current == null ? Optional.empty() : ofFine(current, rule, now);
        };
    }

    private static Optional<AlertStep> ofBreach(
            @Nullable AlertDocument current,
            AlertRuleDocument rule,
            String instance,
            Breach breach,
            Instant now) {
        if (current == null || current.state().equals(RESOLVED)) {
            boolean waits = rule.forSeconds() > 0;
            Instant notifiedAt = current == null ? null : current.notifiedAt();
            boolean tells = !waits && isOver(notifiedAt, rule.holdOffSeconds(), now);
            AlertDocument base = current == null ? first(rule, instance, breach, now) : current;
            return Optional.of(step(base, rule, breach, waits ? PENDING : FIRING, now, tells, now));
        }
        if (current.state().equals(PENDING)) {
            boolean fires = isOver(current.since(), rule.forSeconds(), now);
            boolean tells = fires && isOver(current.notifiedAt(), rule.holdOffSeconds(), now);
            return Optional.of(
                    step(
                            current,
                            rule,
                            breach,
                            fires ? FIRING : PENDING,
                            fires ? now : current.since(),
                            tells,
                            now));
        }
        boolean again = isOver(current.notifiedAt(), rule.holdOffSeconds(), now);
        boolean notes = isOver(current.lastBreachAt(), NOTE_SECONDS, now);
        return again || notes
                ? Optional.of(step(current, rule, breach, FIRING, current.since(), again, now))
                : Optional.empty();
    }

    private static Optional<AlertStep> ofFine(
            AlertDocument current, AlertRuleDocument rule, Instant now) {
        if (current.state().equals(RESOLVED)) {
            return Optional.empty();
        }
        boolean over =
                current.state().equals(PENDING)
                        || isOver(current.lastBreachAt(), rule.resolveAfterSeconds(), now);
        if (!over) {
            return Optional.empty();
        }
        boolean wasTold = current.state().equals(FIRING) && current.notifiedAt() != null;
        return Optional.of(new AlertStep(resolved(current, current.undelivered(), now), wasTold));
    }

    /** The alert without its rule or instance: it is over, and nobody is to be told. */
    static AlertDocument withdrawn(AlertDocument current, Instant now) {
        return resolved(current, List.of(), now);
    }

    private static AlertDocument resolved(
            AlertDocument current, List<String> undelivered, Instant now) {
        return new AlertDocument(
                current.id(),
                current.rule(),
                current.kind(),
                current.severity(),
                current.instance(),
                current.subject(),
                RESOLVED,
                now,
                current.lastBreachAt(),
                current.firedAt(),
                current.notifiedAt(),
                now,
                current.summary(),
                current.details(),
                undelivered,
                current.lastError(),
                ended(current, now),
                current.firedCount(),
                current.version() + 1);
    }

    private static List<Firing> ended(AlertDocument current, Instant now) {
        List<Firing> firings = new ArrayList<>(current.firings());
        if (current.state().equals(FIRING) && !firings.isEmpty()) {
            firings.add(new Firing(firings.removeLast().firedAt(), now));
        }
        return firings;
    }

    private static AlertStep step(
            AlertDocument from,
            AlertRuleDocument rule,
            Breach breach,
            String state,
            Instant since,
            boolean tells,
            Instant now) {
        boolean begins = state.equals(FIRING) && !from.state().equals(FIRING);
        return new AlertStep(
                new AlertDocument(
                        from.id(),
                        from.rule(),
                        from.kind(),
                        // The rule may have been changed since it fired last.
                        begins ? rule.severity() : from.severity(),
                        from.instance(),
                        from.subject(),
                        state,
                        since,
                        now,
                        begins ? now : from.firedAt(),
                        tells ? now : from.notifiedAt(),
                        null,
                        breach.summary(),
                        breach.details(),
                        from.undelivered(),
                        from.lastError(),
                        begins ? begun(from, now) : from.firings(),
                        from.firedCount() + (begins ? 1 : 0),
                        from.version() + 1),
                tells);
    }

    private static List<Firing> begun(AlertDocument from, Instant now) {
        List<Firing> firings = new ArrayList<>(from.firings());
        if (firings.size() == AlertDocument.FIRINGS_MAX) {
            firings.removeFirst();
        }
        firings.add(new Firing(now, null));
        return firings;
    }

    private static AlertDocument first(
            AlertRuleDocument rule, String instance, Breach breach, Instant now) {
        return new AlertDocument(
                rule.id() + ":" + instance + ":" + breach.subject(),
                rule.id(),
                rule.kind(),
                rule.severity(),
                instance,
                breach.subject(),
                RESOLVED,
                now,
                now,
                null,
                null,
                null,
                breach.summary(),
                breach.details(),
                List.of(),
                null,
                List.of(),
                0,
                0);
    }

    private static boolean isOver(@Nullable Instant from, long seconds, Instant now) {
        return from == null || !from.plusSeconds(seconds).isAfter(now);
    }
}
