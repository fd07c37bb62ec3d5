package io.github.spyhop.collector.alert;

import io.github.spyhop.collector.alert.Verdict.Fine;
import io.github.spyhop.collector.alert.send.Channels;
import io.github.spyhop.collector.alert.send.Notice;
import io.github.spyhop.model.store.AlertDocument;
import io.github.spyhop.model.store.AlertRuleDocument;
import io.github.spyhop.model.store.AlertRuleKind;
import io.github.spyhop.model.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes what was found, holds it against the rules, and has those told who want to know. Thread-safe.
 */
public final class AlertDesk {

    /** How long a replica lets a notice be on its way before it sends it again. */
    private static final Duration SEND_AGAIN = Duration.ofMinutes(2);

    /** The kinds whose facts only tell of breaches; they are over when no more come. */
    private static final Set<String> MOMENTARY =
            Set.of(
                    AlertRuleKind.PLAN_CHANGED.field(),
                    AlertRuleKind.EVENT_MISSED.field(),
                    AlertRuleKind.SLOW_QUERY.field(),
                    AlertRuleKind.LATENCY_REGRESSION.field());

    /** What was found later than this may be of an instance that was registered just now. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

    private final RuleBook rules;
    private final AlertBook alerts;
    private final Channels channels;

    /** The alerts that are not resolved, lest each fine fact be looked up. */
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    public AlertDesk(Store store, Channels channels) {
        this.rules = new RuleBook(store);
        this.alerts = new AlertBook(store);
        this.channels = channels;
    }

    /** Adds the usual rules that are not there. */
    public void prepare() {
        rules.addUsual();
    }

    /** Takes up the alerts of an instance that this replica begins to watch. */
    public void begin(String instance) {
        alerts.open(List.of(instance)).forEach(alert -> open.add(alert.id()));
    }

    /** Lets go of an instance. */
    public void end(String instance) {
        open.removeIf(id -> id.contains(":" + instance + ":"));
    }

    public void observe(String instance, Fact fact) {
        for (AlertRuleDocument rule : rules.rules()) {
            RuleEvaluator.judge(rule, instance, fact)
                    .ifPresent(verdict -> take(rule, instance, verdict));
        }
    }

    /** Resolves what was not found again, and sends again what did not arrive. */
    public void sweep(Collection<String> instances) {
        List<AlertRuleDocument> current = rules.rules();
        for (AlertDocument alert : alerts.open(instances)) {
            Optional<AlertRuleDocument> rule =
                    current.stream().filter(each -> each.id().equals(alert.rule())).findFirst();
            if (rule.isEmpty()) {
                withdraw(alert);
            } else if (isFineBySilence(rule.get(), alert)) {
                take(rule.get(), alert.instance(), new Fine(alert.subject()));
            }
            Instant told = alert.notifiedAt();
            boolean stale = told != null && told.plus(SEND_AGAIN).isBefore(Instant.now());
            if (stale && rule.isPresent() && !alert.undelivered().isEmpty()) {
                send(rule.get(), alert, alert.undelivered());
            }
        }
    }

    /**
     * Ends the alerts of instances that nobody watches any more.
     *
     * @param registered the instances that there are
     */
    public void forget(Collection<String> registered) {
        alerts.openBeside(registered, Instant.now().minus(FORGOTTEN_AFTER)).forEach(this::withdraw);
    }

    /** Nothing says of these that they are over but that they are not found again. */
    private static boolean isFineBySilence(AlertRuleDocument rule, AlertDocument alert) {
        return !rule.enabled() || !rule.isOf(alert.instance()) || MOMENTARY.contains(alert.kind());
    }

    /** Ends an alert whose rule or instance is gone; who was to be told is gone with them. */
    private void withdraw(AlertDocument alert) {
        if (!alert.state().equals(AlertStep.RESOLVED)
                && alerts.write(AlertStep.withdrawn(alert, Instant.now()))) {
            open.remove(alert.id());
        }
    }

    private void take(AlertRuleDocument rule, String instance, Verdict verdict) {
        String id = rule.id() + ":" + instance + ":" + verdict.subject();
        if (verdict instanceof Fine && !open.contains(id)) {
            return;
        }
        AlertDocument current = alerts.find(id).orElse(null);
        Optional<AlertStep> step = AlertStep.of(current, rule, instance, verdict, Instant.now());
        step.ifPresent(each -> apply(rule, each));
    }

    private void apply(AlertRuleDocument rule, AlertStep step) {
        List<String> told = step.tells() ? channels.namesFor(rule.channels()) : List.of();
        AlertDocument next = step.tells() ? step.next().undelivered(told) : step.next();
        if (!alerts.write(next)) {
            return;
        }
        if (next.state().equals(AlertStep.RESOLVED)) {
            open.remove(next.id());
        } else {
            open.add(next.id());
        }
        if (step.tells()) {
            send(rule, next, told);
        }
    }

    private void send(AlertRuleDocument rule, AlertDocument alert, List<String> to) {
        Notice notice = new Notice(alert, rule.template());
        for (String channel : to) {
            channels.send(
                    channel,
                    notice,
                    outcome ->
                            outcome.ifPresentOrElse(
                                    error -> alerts.failed(alert.id(), channel + ": " + error),
                                    () -> alerts.delivered(alert.id(), channel)));
        }
    }
}
