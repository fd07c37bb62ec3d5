package io.github.spyhop.collector.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.collector.config.TestConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementGateTest {

    private final StatementGate gate =
            new StatementGate(
                    TestConfig.with("spyhop.collector.explain.statement-chars-max", "60")
                            .explain());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                " select 1",
                "(SELECT 1) UNION (SELECT 2)",
                "WITH a AS (SELECT 1) SELECT * FROM a",
                "/* app:cart */ SELECT 1",
                "/*+ MAX_EXECUTION_TIME(1) */ SELECT 1",
                "-- note\nSELECT 1",
                "# note\nSELECT 1",
                "TABLE goods",
                "VALUES ROW(1)",
                "DELETE FROM goods"
            })
    void letsExplainableStatementsThrough(String sql) {
        assertThat(gate.refusal(request(sql, false))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ANALYZE SELECT 1, ANALYZE",
        "EXPLAIN SELECT 1, EXPLAIN",
        "CALL p(), CALL",
        "SET @a = 1, SET",
        "FOR CONNECTION 7, FOR",
        "INTO @a SELECT 1, INTO",
        "FORMAT=TREE SELECT 1, FORMAT",
    })
    void refusesWhatHasNoPlan(String sql, String word) {
        assertThat(gate.refusal(request(sql, false)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("with " + word));
    }

    @Test
    void refusesCodeInAVersionComment() {
        assertThat(gate.refusal(request("/*!80000 ANALYZE */ SELECT 1", false))).isPresent();
    }

    @Test
    void refusesACutAndALongText() {
        assertThat(gate.refusal(request("SELECT 1", true))).isPresent();
        assertThat(gate.refusal(request("SELECT '" + "x".repeat(60) + "'", false)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("69", "60"));
    }

    @Test
    void refusesWritesWhereTheyAreSwitchedOff() {
        StatementGate readsOnly =
                new StatementGate(
                        TestConfig.with("spyhop.collector.explain.writes", "false").explain());

        assertThat(readsOnly.refusal(request("DELETE FROM goods", false))).isPresent();
        assertThat(readsOnly.refusal(request("SELECT 1", false))).isEmpty();
    }

    private static ExplainRequest request(String sql, boolean truncated) {
        return new ExplainRequest(sql, truncated, null, SessionSettings.UNKNOWN, null, "text");
    }
}
