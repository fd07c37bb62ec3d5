package io.github.spyhop.model.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindRulesTest {

    private final SqlDigester digester = new SqlDigester();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SELECT 1 | READ
                    /* c */ ((SELECT 1)) -- x | READ
                    # c\\n(SELECT 1) UNION (SELECT 2) | READ
                    /*!80000 SELECT */ 1 | READ
                    TABLE t | READ
                    VALUES ROW(1) | READ
                    SHOW TABLES | READ
                    DESCRIBE t | READ
                    DESC t | READ
                    EXPLAIN DELETE FROM t | READ
                    WITH a AS (SELECT 1) SELECT * FROM a | READ
                    WITH a AS (SELECT 1), b (x) AS (SELECT 2) UPDATE t SET x = 1 | WRITE
                    WITH a AS (SELECT 1) DELETE FROM t | WRITE
                    WITH a AS (SELECT | READ
                    INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE a = 1 | WRITE
                    REPLACE t VALUES (1) | WRITE
                    UPDATE t SET a = 1 | WRITE
                    DELETE FROM t | WRITE
                    LOAD DATA INFILE 'f' INTO TABLE t | WRITE
                    LOAD INDEX INTO CACHE t | ADMIN
                    CREATE TABLE t (a INT) | DDL
                    ALTER TABLE t ADD a INT | DDL
                    DROP TABLE t | DDL
                    TRUNCATE t | DDL
                    RENAME TABLE a TO b | DDL
                    BEGIN | TRANSACTION
                    START TRANSACTION | TRANSACTION
                    COMMIT | TRANSACTION
                    ROLLBACK TO SAVEPOINT a | TRANSACTION
                    XA START 'x' | TRANSACTION
                    START REPLICA | ADMIN
                    CALL p() | CALL
                    SET autocommit = 0 | SET
                    FLUSH LOGS | ADMIN
                    GRANT SELECT ON a.b TO c | ADMIN
                    KILL 1 | ADMIN
                    DO SLEEP(1) | OTHER
                    USE db | OTHER
                    nonsense | OTHER
                    '' | OTHER
                    """)
    void tellsByTheFirstWords(String sql, StatementKind kind) {
        assertThat(digester.digest(sql.replace("\\n", "\n")).kind()).isEqualTo(kind);
    }
}
