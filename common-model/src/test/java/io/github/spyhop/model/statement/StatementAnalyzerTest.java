package io.github.spyhop.model.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementAnalyzerTest {

    private final StatementAnalyzer analyzer =
            new StatementAnalyzer(DigestOptions.DEFAULT, Duration.ofSeconds(5));

    @AfterEach
    void close() {
        analyzer.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    SELECT a, COUNT(*), UPPER(b), now() FROM t WHERE c = 'x' GROUP BY a | YES
                    WITH c (x, y) AS (SELECT 1, 2) SELECT * FROM c, t AS u (x, y) | YES
                    ((SELECT 1) UNION (SELECT 2)); | YES
                    TABLE t | YES
                    SELECT * FROM t USE INDEX FOR JOIN (i) | YES
                    UPDATE t SET a = 1 | WITH_PRIVILEGES_TO_WRITE
                    INSERT INTO t (a, b) SELECT 1, 2 | WITH_PRIVILEGES_TO_WRITE
                    WITH c AS (SELECT 1) DELETE FROM t WHERE a IN (SELECT * FROM c) | WITH_PRIVILEGES_TO_WRITE
                    CALL p() | NOT_OF_THIS_KIND
                    DO f() | NOT_OF_THIS_KIND
                    EXPLAIN SELECT 1 | NOT_OF_THIS_KIND
                    SHOW TABLES | NOT_OF_THIS_KIND
                    LOAD DATA INFILE 'f' INTO TABLE t | NOT_OF_THIS_KIND
                    SET a = 1 | NOT_OF_THIS_KIND
                    CREATE TABLE t (a INT) | NOT_OF_THIS_KIND
                    SELECT a FROM t WHERE b = 'cut of | INCOMPLETE
                    SELECT a FROM t WHERE b IN (1, 2 | INCOMPLETE
                    SELECT a FROM `cut of | INCOMPLETE
                    SELECT a /* cut of | INCOMPLETE
                    SELECT a FROM t WHERE b = 1) | INCOMPLETE
                    SELECT 1; SELECT 2 | SEVERAL_STATEMENTS
                    SELECT a FROM t WHERE b = ? | MISSES_VALUES
                    SELECT SLEEP(10) | MAY_ACT
                    SELECT my_function(1) FROM t | MAY_ACT
                    SELECT db.upper(1) FROM t | MAY_ACT
                    SELECT GET_LOCK('a', 1) | MAY_ACT
                    SELECT @a := 1 | MAY_ACT
                    SELECT a INTO OUTFILE 'f' FROM t | MAY_ACT
                    SELECT a FROM t FOR UPDATE | MAY_ACT
                    SELECT a FROM t FOR SHARE NOWAIT | MAY_ACT
                    SELECT a FROM t LOCK IN SHARE MODE | MAY_ACT
                    INSERT INTO t SELECT f(1) | MAY_ACT
                    """)
    void saysWhetherAMonitorMayExplain(String sql, Explainable explainable) {
        assertThat(analyzer.analyze(sql).explainable()).isEqualTo(explainable);
    }

    @Test
    void findsTheTablesAndHasThemConfirmed() {
        StatementAnalysis analysis =
                analyzer.analyze(
                        "WITH c AS (SELECT a FROM db.t) SELECT * FROM c JOIN `u v` USING (a)");

        assertThat(analysis.kind()).isEqualTo(StatementKind.READ);
        assertThat(analysis.tables().toString()).isEqualTo("[db.t, u v]");
        assertThat(analysis.isConfirmed()).isTrue();
    }

    @Test
    void needsNoParserToFindTables() {
        StatementAnalysis analysis =
                analyzer.analyze("SELECT * FROM t PARTITION (p0) USE INDEX FOR ORDER BY (i), u");

        assertThat(analysis.tables().toString()).isEqualTo("[t, u]");
        assertThat(analysis.isConfirmed()).isFalse();
    }

    @Test
    void doesNotWaitForTheParserBeyondTheLimit() {
        try (StatementAnalyzer hasty =
                new StatementAnalyzer(DigestOptions.DEFAULT, Duration.ofNanos(1))) {
            String sql = "SELECT a FROM t WHERE " + "b = 1 AND ".repeat(500) + "c = 2";

            assertThat(hasty.analyze(sql).tables()).hasSize(1);
        }
    }

    @Test
    void takesTextsThatTheParserWouldDrownIn() {
        String deep = "SELECT " + "(".repeat(5_000) + "1" + ")".repeat(5_000) + " FROM t";

        StatementAnalysis analysis = analyzer.analyze(deep);

        assertThat(analysis.tables()).hasSize(1);
        assertThat(analysis.isConfirmed()).isFalse();
    }
}
