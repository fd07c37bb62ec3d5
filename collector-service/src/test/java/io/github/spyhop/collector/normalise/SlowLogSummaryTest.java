package io.github.spyhop.collector.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.collector.normalise.SlowLogSummary.Line;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SlowLogSummaryTest {

    private final SlowLogSummary summary =
            new SlowLogSummary("8.0.36", new Redactor(true, "8.0.36", ""));

    @Test
    void sumsAFamilyWithinADay() {
        summary.add(entry("2026-01-01T10:00:00Z", "app", 2, "select * from t where id = 1"));
        summary.add(entry("2026-01-01T09:00:00Z", "etl", 4, "select * from t where id = 2"));
        summary.add(entry("2026-01-02T09:00:00Z", "etl", 8, "select * from t where id = 3"));
        summary.add(entry("2026-01-02T09:00:00Z", "rdsadmin", 8, "select 1"));

        assertThat(summary.entries()).isEqualTo(3);
        assertThat(summary.lines()).hasSize(2);
        Line line = summary.lines().iterator().next();
        assertThat(line.count()).isEqualTo(2);
        assertThat(line.time()).isEqualTo(6);
        assertThat(line.users()).containsExactly("app", "etl");
        assertThat(line.firstSeen()).isEqualTo("2026-01-01T09:00:00Z");
        assertThat(line.digest().text()).isEqualTo("SELECT * FROM `t` WHERE `id` = ?");
    }

    @Test
    void keepsTenExamplesAtMost() {
        for (int id = 0; id < 25; id++) {
            summary.add(entry("2026-01-01T10:00:00Z", "app", 1, "select " + id));
        }

        assertThat(summary.lines())
                .singleElement()
                .matches(line -> line.examples().size() == 10 && line.count() == 25);
    }

    private static SlowLogEntry entry(String at, String user, double seconds, String sql) {
        return new SlowLogEntry(Instant.parse(at), user, "h", "shop", seconds, 0, 1, 10, sql);
    }
}
