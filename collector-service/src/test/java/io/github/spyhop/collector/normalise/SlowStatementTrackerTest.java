package io.github.spyhop.collector.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.collector.normalise.SlowStatement.Ending;
import io.github.spyhop.collector.poll.perfschema.StatementEvent;
import io.github.spyhop.collector.poll.perfschema.StatementKey;
import io.github.spyhop.collector.poll.perfschema.StatementReader.Look;
import io.github.spyhop.collector.poll.perfschema.StatementSession;
import io.github.spyhop.collector.poll.perfschema.StatementWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlowStatementTrackerTest {

    private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

    private final SlowStatementTracker tracker = new SlowStatementTracker(Duration.ofSeconds(2), 2);

    @Test
    void tellsASlowStatementOnceAtItsBeginningAndOnceAtItsEnd() {
        assertThat(take(running(1, 1_500))).isEmpty();
        assertThat(take(running(1, 2_500))).extracting(SlowStatement::first).containsExactly(true);
        assertThat(take(running(1, 3_500))).extracting(SlowStatement::first).containsExactly(false);
        List<SlowStatement> last = take(ended(1, 4_000));

        assertThat(last).extracting(SlowStatement::ending).containsExactly(Ending.ENDED);
        assertThat(take()).isEmpty();
    }

    @Test
    void tellsAStatementThatBecameSlowAndEndedBetweenTwoLooks() {
        take(running(1, 1_500));
        Look next = look(List.of(), List.of());

        assertThat(tracker.vanished(next))
                .extracting(StatementEvent::key)
                .containsExactly(new StatementKey(1, 1));
        List<SlowStatement> changes = tracker.take(next, List.of(ended(1, 2_200)), Map.of());

        assertThat(changes).extracting(SlowStatement::first).containsExactly(true);
    }

    @Test
    void doesNotTellAStatementThatWasNotSlow() {
        take(running(1, 1_500));

        assertThat(tracker.take(look(List.of(), List.of()), List.of(ended(1, 1_900)), Map.of()))
                .isEmpty();
    }

    @Test
    void saysWhenTheServerForgotHowItEnded() {
        take(running(1, 2_500));

        assertThat(take()).extracting(SlowStatement::ending).containsExactly(Ending.ENDED_UNSEEN);
    }

    @Test
    void tellsAForgottenStatementUntilItsFamilyWasSeenLast() {
        take(running(1, 1_500));
        Look next = look(List.of(), List.of());

        List<SlowStatement> changes =
                tracker.take(
                        next, List.of(), Map.of(new StatementKey(1, 1), START.plusMillis(2_400)));

        assertThat(changes).extracting(SlowStatement::first).containsExactly(true);
        assertThat(changes).extracting(SlowStatement::ending).containsExactly(Ending.ENDED_UNSEEN);
        assertThat(changes)
                .extracting(change -> change.event().durationNanos())
                .containsExactly(2_400_000_000L);
    }

    @Test
    void doesNotTakeAnEarlierOrLaterEndOfTheFamilyForAStatementsOwn() {
        take(running(1, 1_500), running(2, 1_500));
        Look next = look(List.of(), List.of());

        assertThat(
                        tracker.take(
                                next,
                                List.of(),
                                Map.of(
                                        new StatementKey(1, 1),
                                        START.plusMillis(1_400),
                                        new StatementKey(2, 1),
                                        START.plusMillis(3_100))))
                .isEmpty();
    }

    @Test
    void keepsSuccessiveStatementsOfAThreadApart() {
        take(running(1, 2_500));
        List<SlowStatement> next =
                tracker.take(
                        look(List.of(event(1, 9, 2_100, false)), List.of()),
                        List.of(ended(1, 2_700)),
                        Map.of());

        assertThat(next)
                .extracting(statement -> statement.event().key().eventId())
                .containsExactly(1L, 9L);
    }

    @Test
    void countsWhatItHasNoRoomFor() {
        take(running(1, 2_500), running(2, 2_500), running(3, 2_500));

        assertThat(tracker.overflow()).isEqualTo(1);
    }

    private List<SlowStatement> take(StatementEvent... events) {
        List<StatementEvent> all = List.of(events);
        return tracker.take(
                look(
                        all.stream().filter(event -> !event.ended()).toList(),
                        all.stream().filter(StatementEvent::ended).toList()),
                List.of(),
                Map.of());
    }

    private static Look look(List<StatementEvent> running, List<StatementEvent> ended) {
        return new Look(START.plusSeconds(3), running, ended, false);
    }

    private static StatementEvent running(long thread, long millis) {
        return event(thread, 1, millis, false);
    }

    private static StatementEvent ended(long thread, long millis) {
        return event(thread, 1, millis, true);
    }

    private static StatementEvent event(long thread, long event, long millis, boolean ended) {
        return new StatementEvent(
                new StatementKey(thread, event),
                "statement/sql/select",
                START,
                Duration.ofMillis(millis).toNanos(),
                ended,
                "SELECT 1",
                null,
                "d1",
                "SELECT ?",
                "shop",
                new StatementWork(0, 0, 0, 0, 0, 0, false, false, null, null),
                null,
                new StatementSession(thread, "app", "host"));
    }
}
