package io.github.spyhop.binlog.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementKindTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BEGIN | BEGIN",
                "COMMIT | COMMIT",
                "ROLLBACK | ROLLBACK",
                "ROLLBACK TO `a b` | ROLLBACK_TO",
                "SAVEPOINT `x` | SAVEPOINT",
                "XA START X'61',X'',1 | XA_START",
                "XA END X'61',X'',1 | XA_END",
                "XA COMMIT X'61',X'',1 | XA_COMMIT",
                "XA ROLLBACK X'61',X'',1 | XA_ROLLBACK",
                "create table t(a int) | DEFINITION",
                "/* by x */ ALTER TABLE t ADD b INT | DEFINITION",
                "/*!50003 CREATE*/ TRIGGER a | DEFINITION",
                "# Dummy event replacing event type 14 | DEFINITION",
                "TRUNCATE t | DEFINITION",
                "DROP/**/TABLE t | DEFINITION",
                "INSERT INTO t VALUES (1) | ROWS_UNSEEN",
                "/* c */ -- d | ROWS_UNSEEN",
                "(SELECT 1) | ROWS_UNSEEN",
                "WITH a AS (SELECT 1) DELETE FROM t | ROWS_UNSEEN",
                "update t set a=1 | ROWS_UNSEEN",
                "SELECT `db`.`f`() | ROWS_UNSEEN"
            })
    void tellsWhatAStatementMeans(String sql, StatementKind kind) {
        assertThat(StatementKind.of(sql)).isEqualTo(kind);
    }
}
