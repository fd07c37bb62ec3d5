package io.github.spyhop.collector.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.collector.alert.Verdict.Breach;
import io.github.spyhop.collector.alert.Verdict.Fine;
import io.github.spyhop.model.store.AlertDocument;
import io.github.spyhop.model.store.AlertDocument.Firing;
import io.github.spyhop.model.store.AlertRuleDocument;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertStepTest {

    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
    private static final Verdict BREACH = new Breach("s", "it is bad", Map.of());
    private static final Verdict FINE = new Fine("s");

    @Test
    void firesAtOnceWithoutATimeToHold() {
        AlertStep step = step(null, rule(0), BREACH, 0);

        assertThat(step.next().state()).isEqualTo("firing");
        assertThat(step.tells()).isTrue();
        assertThat(step.next().version()).isEqualTo(1);
    }

    @Test
    void waitsUntilItHeldForTheTime() {
        AlertDocument pending = step(null, rule(10), BREACH, 0).next();

        assertThat(pending.state()).isEqualTo("pending");
        assertThat(step(pending, rule(10), BREACH, 9).next().state()).isEqualTo("pending");
        AlertStep fires = step(pending, rule(10), BREACH, 10);
        assertThat(fires.next().state()).isEqualTo("firing");
        assertThat(fires.tells()).isTrue();
    }

    @Test
    void doesNotTellWhatNeverHeld() {
        AlertDocument pending = step(null, rule(10), BREACH, 0).next();

        AlertStep over = step(pending, rule(10), FINE, 5);

        assertThat(over.next().state()).isEqualTo("resolved");
        assertThat(over.tells()).isFalse();
    }

    @Test
    void tellsAgainOnlyAfterTheHoldOff() {
        AlertDocument firing = step(null, rule(0), BREACH, 0).next();

        assertThat(AlertStep.of(firing, rule(0), "i", BREACH, T.plusSeconds(5))).isEmpty();
        assertThat(step(firing, rule(0), BREACH, 59).tells()).isFalse();
        assertThat(step(firing, rule(0), BREACH, 60).tells()).isTrue();
    }

    @Test
    void isOverOnlyAfterItWasFineForTheTime() {
        AlertDocument firing = step(null, rule(0), BREACH, 0).next();

        assertThat(AlertStep.of(firing, rule(0), "i", FINE, T.plusSeconds(29))).isEmpty();
        AlertStep over = step(firing, rule(0), FINE, 30);
        assertThat(over.next().state()).isEqualTo("resolved");
        assertThat(over.tells()).isTrue();
        assertThat(AlertStep.of(over.next(), rule(0), "i", FINE, T.plusSeconds(99))).isEmpty();
    }

    @Test
    void keepsQuietWhenItComesBackWithinTheHoldOff() {
        AlertDocument firing = step(null, rule(0), BREACH, 0).next();
        AlertDocument over = step(firing, rule(0), FINE, 30).next();

        AlertStep back = step(over, rule(0), BREACH, 40);

        assertThat(back.next().state()).isEqualTo("firing");
        assertThat(back.tells()).isFalse();
    }

    @Test
    void takesTheRulesSeverityWhenItFiresAgain() {
        AlertDocument firing = step(null, rule(0), BREACH, 0).next();
        AlertDocument over = step(firing, rule(0), FINE, 30).next();

        AlertDocument noted = step(firing, rule(0, "critical"), BREACH, 20).next();
        AlertDocument back = step(over, rule(0, "critical"), BREACH, 40).next();

        assertThat(noted.severity()).isEqualTo("warning");
        assertThat(back.severity()).isEqualTo("critical");
    }

    @Test
    void endsQuietlyWhatIsWithdrawn() {
        AlertDocument firing =
                step(null, rule(0), BREACH, 0).next().undelivered(List.of("a channel"));

        AlertDocument over = AlertStep.withdrawn(firing, T.plusSeconds(1));

        assertThat(over.state()).isEqualTo("resolved");
        assertThat(over.undelivered()).isEmpty();
        assertThat(over.firings()).containsExactly(new Firing(T, T.plusSeconds(1)));
        assertThat(over.version()).isEqualTo(firing.version() + 1);
    }

    @Test
    void remembersWhenItFired() {
        AlertDocument pending = step(null, rule(10), BREACH, 0).next();
        AlertDocument firing = step(pending, rule(10), BREACH, 10).next();
        AlertDocument noted = step(firing, rule(10), BREACH, 30).next();
        AlertDocument over = step(noted, rule(10), FINE, 60).next();
        AlertDocument pendingAgain = step(over, rule(10), BREACH, 80).next();
        AlertDocument nothing = step(pendingAgain, rule(10), FINE, 85).next();
        AlertDocument back = step(over, rule(0), BREACH, 90).next();

        assertThat(pending.firings()).isEmpty();
        assertThat(noted.firings()).containsExactly(new Firing(T.plusSeconds(10), null));
        assertThat(nothing.firings())
                .isEqualTo(over.firings())
                .containsExactly(new Firing(T.plusSeconds(10), T.plusSeconds(60)));
        assertThat(back.firings())
                .containsExactly(
                        new Firing(T.plusSeconds(10), T.plusSeconds(60)),
                        new Firing(T.plusSeconds(90), null));
        assertThat(back.firedCount()).isEqualTo(2);
    }

    @Test
    void forgetsTheOldestFiringAndCountsItStill() {
        AlertDocument alert = step(null, rule(0), BREACH, 0).next();
        int times = AlertDocument.FIRINGS_MAX + 5;
        for (int time = 1; time < times; time++) {
            alert = step(alert, rule(0), FINE, 100L * time - 50).next();
            alert = step(alert, rule(0), BREACH, 100L * time).next();
        }

        assertThat(alert.firings()).hasSize(AlertDocument.FIRINGS_MAX);
        assertThat(alert.firings().getFirst().firedAt()).isEqualTo(T.plusSeconds(500));
        assertThat(alert.firedCount()).isEqualTo(times);
    }

    private static AlertStep step(
            @Nullable AlertDocument current, AlertRuleDocument rule, Verdict verdict, long at) {
        Optional<AlertStep> step = AlertStep.of(current, rule, "i", verdict, T.plusSeconds(at));
        return step.orElseThrow();
    }

    private static AlertRuleDocument rule(long forSeconds) {
        return rule(forSeconds, "warning");
    }

    private static AlertRuleDocument rule(long forSeconds, String severity) {
        return new AlertRuleDocument(
                "r",
                "threshold",
                true,
                List.of(),
                "Threads_running",
                "above",
                1,
                forSeconds,
                60,
                30,
                severity,
                List.of(),
                null);
    }
}
