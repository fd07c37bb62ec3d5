package io.github.spyhop.collector.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.collector.poll.scheduler.ScheduledEvent;
import io.github.spyhop.collector.poll.scheduler.ScheduledEvent.Schedule;
import java.time.Duration;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventScheduleTest {

    @ParameterizedTest
    @CsvSource({
        "10, MINUTE, 2026-01-31T00:25, 2026-01-31T00:20, 2026-01-31T00:30",
        "1, DAY, 2026-02-02T00:00, 2026-02-02T00:00, 2026-02-03T00:00",
        "1, MONTH, 2026-02-28T12:00, 2026-02-28T00:00, 2026-03-31T00:00",
        "1, QUARTER, 2026-05-01T00:00, 2026-04-30T00:00, 2026-07-31T00:00",
        "1, YEAR, 2028-01-01T00:00, 2027-01-31T00:00, 2028-01-31T00:00",
        "2, WEEK, 2026-02-15T00:00, 2026-02-14T00:00, 2026-02-28T00:00",
        "'1:30', HOUR_MINUTE, 2026-01-31T03:00, 2026-01-31T03:00, 2026-01-31T04:30",
        "'1 12', DAY_HOUR, 2026-02-01T13:00, 2026-02-01T12:00, 2026-02-03T00:00",
    })
    void countsFromItsFirstTime(
            String value, String field, LocalDateTime now, LocalDateTime last, LocalDateTime next) {
        EventSchedule schedule = EventSchedule.of(event(value, field)).orElseThrow();

        assertThat(schedule.lastDue(now)).contains(last);
        assertThat(schedule.nextDue(now)).isEqualTo(next);
    }

    @Test
    void isNotDueBeforeItStarts() {
        EventSchedule schedule = EventSchedule.of(event("1", "DAY")).orElseThrow();
        LocalDateTime early = LocalDateTime.parse("2026-01-30T23:59");

        assertThat(schedule.lastDue(early)).isEmpty();
        assertThat(schedule.nextDue(early)).isEqualTo("2026-01-31T00:00");
        assertThat(schedule.interval()).isEqualTo(Duration.ofDays(1));
    }

    private static ScheduledEvent event(String value, String field) {
        LocalDateTime starts = LocalDateTime.parse("2026-01-31T00:00");
        return new ScheduledEvent(
                "shop",
                "nightly",
                "root@%",
                true,
                "SYSTEM",
                0,
                "DO 1",
                new Schedule(null, value, field, starts, null),
                "ENABLED",
                "PRESERVE",
                null,
                starts,
                "");
    }
}
