package io.github.spyhop.query.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueReportsTest {

    @ParameterizedTest
    @CsvSource({
        // In Seoul it is the first of the month, but not six yet.
        "2026-10-31T20:59:59Z, month-2026-09, 2026-08-31T15:00:00Z, 2026-09-30T15:00:00Z",
        "2026-10-31T21:00:00Z, month-2026-10, 2026-09-30T15:00:00Z, 2026-10-31T15:00:00Z",
        // Whoever was away that day makes it later.
        "2026-11-21T00:00:00Z, month-2026-10, 2026-09-30T15:00:00Z, 2026-10-31T15:00:00Z",
    })
    void aMonthIsDueWhenItHasEnded(Instant now, String id, Instant from, Instant to) {
        DueReport due = dueAt(now, Map.of("time-zone", "Asia/Seoul")).getFirst();

        assertThat(due.id()).isEqualTo(id);
        assertThat(due.range().from()).isEqualTo(from);
        assertThat(due.range().to()).isEqualTo(to);
        assertThat(due.before().to()).isEqualTo(from);
        assertThat(due.instance()).isEmpty();
    }

    @Test
    void aMonthIsComparedWithTheWholeMonthBefore() {
        DueReport due = dueAt(Instant.parse("2026-03-02T12:00:00Z"), Map.of()).getFirst();

        assertThat(due.before().from()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(due.range().from()).isEqualTo("2026-02-01T00:00:00Z");
    }

    @Test
    void aDayOfTheClockChangeHasItsTrueLength() {
        DueReport due =
                dueAt(
                                Instant.parse("2026-03-30T12:00:00Z"),
                                Map.of("time-zone", "Europe/Berlin", "periods", "day"))
                        .getFirst();

        assertThat(due.id()).isEqualTo("day-2026-03-29");
        assertThat(Duration.between(due.range().from(), due.range().to()).toHours()).isEqualTo(23);
    }

    @Test
    void eachPeriodAndInstanceHasItsOwn() {
        assertThat(
                        dueAt(
                                Instant.parse("2026-11-21T12:00:00Z"),
                                Map.of("periods", "week,month", "instances", "orders-1,orders-2")))
                .extracting(DueReport::id)
                .containsExactlyInAnyOrder(
                        "week-2026-11-09-orders-1",
                        "week-2026-11-09-orders-2",
                        "month-2026-10-orders-1",
                        "month-2026-10-orders-2");
    }

    @Test
    void saysWhichSettingIsNoCron() {
        assertThatThrownBy(() -> dueAt(Instant.EPOCH, Map.of("cron", "every morning")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("spyhop.reports.cron is 'every morning'");
    }

    private static List<DueReport> dueAt(Instant now, Map<String, String> settings) {
        // Without Quarkus, durations are as ISO 8601 writes them.
        Map<String, String> properties = new HashMap<>(Map.of("spyhop.reports.every", "PT30S"));
        settings.forEach((name, value) -> properties.put("spyhop.reports." + name, value));
        return new DueReports(
                        new SmallRyeConfigBuilder()
                                .withMapping(ScheduleConfig.class)
                                .withDefaultValues(properties)
                                .build()
                                .getConfigMapping(ScheduleConfig.class))
                .at(now);
    }
}
