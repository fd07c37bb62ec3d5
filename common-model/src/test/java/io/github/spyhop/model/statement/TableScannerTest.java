package io.github.spyhop.model.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableScannerTest {

    private final TableScanner scanner =
            new TableScanner(
                    DigestOptions.DEFAULT,
                    Keywords.ofStatements(DigestOptions.DEFAULT.dialect().wordsVersion()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    SELECT a FROM t | t
                    SELECT a FROM db.t AS x, u y JOIN `v w` ON x.a = y.a, z WHERE b IN (1, 2) | db.t u v w z
                    SELECT a FROM (t, u) LEFT JOIN (v CROSS JOIN w) USING (a), x | t u v w x
                    SELECT a FROM t USE INDEX FOR JOIN (i, j), u FORCE INDEX (k) ORDER BY a, b | t u
                    SELECT a, (SELECT b FROM u LIMIT 1, 2) FROM (SELECT c FROM v) AS x, w | u v w
                    SELECT EXTRACT(DAY FROM d), TRIM(LEADING 'x' FROM s), SUBSTRING(s FROM 1 FOR 2) FROM t | t
                    SELECT a INTO @x FROM t FOR UPDATE OF t | t
                    SELECT a INTO x, y FROM t | t
                    SELECT 1 FROM DUAL |
                    SELECT * FROM t PARTITION (p0, p1) x STRAIGHT_JOIN u | t u
                    SELECT * FROM JSON_TABLE('[]', '$' COLUMNS (a INT PATH '$')) j, t | t
                    SELECT * FROM { OJ t LEFT OUTER JOIN u ON a = b } | t u
                    SELECT * FROM status, user JOIN value | status user value
                    WITH a AS (SELECT 1 FROM t), b (x, y) AS (SELECT 2, 3 FROM a, u) SELECT * FROM a, b, db.a | t u db.a
                    WITH RECURSIVE c AS (SELECT 1 UNION ALL SELECT n FROM c JOIN t) UPDATE u, c SET x = 1 | t u
                    TABLE t | t
                    SELECT a FROM t UNION TABLE u | t u
                    INSERT INTO t (a, b) SELECT a, b FROM u ON DUPLICATE KEY UPDATE a = 1 | t u
                    INSERT IGNORE db.t SET a = 1, b = 2 | db.t
                    INSERT t VALUES (INSERT('a', 1, 1, 'b'), REPLACE('a', 'b', 'c')) | t
                    REPLACE LOW_PRIORITY INTO t TABLE u | t u
                    UPDATE LOW_PRIORITY t, u AS x SET t.a = x.b, c = 1 WHERE d = (SELECT 1 FROM v) | t u v
                    DELETE FROM t WHERE a = 1 | t
                    DELETE x, u FROM t AS x JOIN u | t u
                    DELETE FROM x, y USING t AS x JOIN u AS y USING (a), v | t u v
                    LOAD DATA INFILE 'f' REPLACE INTO TABLE t FIELDS TERMINATED BY ',' (a) SET b = 1 | t
                    CREATE TABLE IF NOT EXISTS t (a INT, update INT, FOREIGN KEY (a) REFERENCES u (b), KEY (c)) | t u
                    CREATE TABLE t LIKE u | t u
                    CREATE TABLE t (LIKE u) | t u
                    CREATE TABLE t AS SELECT * FROM u WHERE a LIKE b | t u
                    CREATE OR REPLACE VIEW v AS SELECT * FROM t | v t
                    CREATE INDEX i ON t (a, b) | t
                    DROP INDEX i ON t | t
                    CREATE TRIGGER r BEFORE UPDATE ON t FOR EACH ROW UPDATE u SET a = 1 | t u
                    CREATE PROCEDURE p() BEGIN SELECT a INTO x FROM t; DELETE FROM u; END | t u
                    ALTER TABLE t ADD COLUMN a INT, DROP INDEX i, EXCHANGE PARTITION p WITH TABLE u | t u
                    ALTER TABLE t RENAME TO u | t u
                    DROP TABLE IF EXISTS t, db.u | t db.u
                    DROP VIEW v, w | v w
                    RENAME TABLE t TO u, v TO w | t u v w
                    TRUNCATE t | t
                    TRUNCATE TABLE db.t | db.t
                    LOCK TABLES t READ, u AS x WRITE | t u
                    ANALYZE TABLE t UPDATE HISTOGRAM ON a, b | t
                    OPTIMIZE LOCAL TABLE t, u | t u
                    SHOW CREATE TABLE t | t
                    SHOW FULL COLUMNS FROM t | t
                    SHOW INDEX IN t | t
                    SHOW TABLES FROM db |
                    SHOW TABLE STATUS FROM db |
                    DESCRIBE t a | t
                    EXPLAIN FORMAT = JSON SELECT * FROM t | t
                    EXPLAIN ANALYZE SELECT * FROM t | t
                    HANDLER t READ FIRST | t
                    CHECKSUM TABLE t, u | t u
                    GRANT SELECT, UPDATE ON db.t TO u |
                    SET a = 1 |
                    SELECT TRUNCATE(1, 2), VALUES(a) FROM t, u | t u
                    ((SELECT a FROM t) UNION (SELECT b FROM u)) ORDER BY 1 | t u
                    """)
    void findsTheTablesOfAStatement(String sql, String tables) {
        String found = String.join(" ", tables(sql).stream().map(TableName::toString).toList());

        assertThat(found).isEqualTo(tables == null ? "" : tables);
    }

    @Test
    void takesNamesOutOfTheirQuotes() {
        assertThat(tables("SELECT * FROM `my db`.`a``b`, `c.d`"))
                .containsExactly(
                        new TableName(Optional.of("my db"), "a`b"),
                        new TableName(Optional.empty(), "c.d"));
    }

    @Test
    void makesTheMostOfATextThatWasCut() {
        assertThat(tables("SELECT a FROM t JOIN u ON t.a = u.a WHERE b = 'cut o")).hasSize(2);
        assertThat(tables("INSERT INTO")).isEmpty();
        assertThat(tables("SELECT a FROM db.")).isEmpty();
    }

    @Test
    void tellsNoMoreThanItsLimit() {
        StringBuilder sql = new StringBuilder("SELECT 1 FROM t");
        for (int i = 0; i < 1_000; i++) {
            sql.append(", t").append(i);
        }

        assertThat(tables(sql.toString())).hasSize(128);
    }

    private List<TableName> tables(String sql) {
        byte[] bytes = sql.getBytes(UTF_8);
        return scanner.tables(bytes, 0, bytes.length);
    }
}
