package io.github.spyhop.binlog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.binlog.position.BinlogPosition;
import io.github.spyhop.binlog.transaction.LoggedStatement;
import io.github.spyhop.binlog.transaction.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What statements make of definitions; SchemaHistoryIT holds the same against a real server. */
class SchemaHistoryTest {

    private static final long ANSI_QUOTES = 4;
    private static final long NO_BACKSLASH_ESCAPES = 1 << 20;

    private final Map<TableName, SchemaEntry> kept = new HashMap<>();
    private final SchemaHistory history =
            new SchemaHistory(
                    new SchemaHistory.Server(90_700, false),
                    List.of(),
                    (transaction, statement, entries) ->
                            entries.forEach(entry -> kept.put(entry.table(), entry)));

    private void run(long sqlMode, String... statements) {
        BinlogPosition end = new BinlogPosition("binlog.000001", 4);
        for (String sql : statements) {
            LoggedStatement statement = new LoggedStatement("s", sql, sqlMode, 0);
            history.apply(
                    new Transaction(
                            "t",
                            null,
                            List.of(),
                            0,
                            end,
                            end,
                            new Transaction.Statement(statement)),
                    0,
                    statement);
        }
    }

    private void run(String... statements) {
        run(0, statements);
    }

    private SchemaEntry entry(String schema, String table) {
        return kept.getOrDefault(
                new TableName(schema, table),
                SchemaEntry.unknown(new TableName(schema, table), "never seen"));
    }

    /** {@code a:INT b:ENUM[x,y] key(a)}. */
    private String text(String table) {
        SchemaEntry entry = entry("s", table);
        return entry.definition()
                .map(definition ->
                        definition.columns().stream()
                                        .map(column ->
                                                column.name()
                                                        + ":"
                                                        + column.type()
                                                        + (column.members().isEmpty()
                                                                ? ""
                                                                : column.members().toString()))
                                        .collect(Collectors.joining(" "))
                                + " "
                                + definition.primaryKey())
                .orElse(entry.isDropped() ? "dropped" : "unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ADD b INT                              | a:INT c:DATE b:INT [a]",
                "ADD b INT FIRST, ADD d BIT AFTER a     | b:INT a:INT d:BIT c:DATE [a]",
                "ADD (b INT, d INT), DROP PRIMARY KEY   | a:INT c:DATE b:INT d:INT []",
                "DROP c, ADD c TIME FIRST               | c:TIME a:INT [a]",
                "ADD e TIME, DROP a                     | c:DATE e:TIME []",
                "CHANGE a b BIGINT AFTER c              | c:DATE b:BIGINT [b]",
                "CHANGE a b BIGINT, CHANGE c a INT      | b:BIGINT a:INT [b]",
                "RENAME COLUMN a TO c, RENAME COLUMN c TO a | c:INT a:DATE [c]",
                "MODIFY c JSON FIRST, ADD b INT AFTER c | c:JSON b:INT a:INT [a]",
                "DROP PRIMARY KEY, ADD PRIMARY KEY (c, a) | a:INT c:DATE [c, a]",
                "ADD INDEX (c), ENGINE = InnoDB, ALGORITHM = COPY | a:INT c:DATE [a]",
                "ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES o (a), DROP CHECK x"
                        + " | a:INT c:DATE [a]",
                "ALTER c SET DEFAULT '2000-01-01', RENAME INDEX i TO j | a:INT c:DATE [a]",
                "CONVERT TO CHARACTER SET utf8mb4        | a:INT c:DATE [a]",
                "/*!80000 ADD b INT */                   | a:INT c:DATE b:INT [a]",
                "/*!99999 ADD b INT, */ ADD d INT        | a:INT c:DATE d:INT [a]",
            })
    void anAlterIsCarriedOutAsTheServerDoes(String alteration, String wanted) {
        run("CREATE TABLE t (a INT KEY, c DATE)", "ALTER TABLE t " + alteration);

        assertThat(text("t")).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DOUBLE PRECISION | DOUBLE",
                "REAL | DOUBLE",
                "FLOAT(24) | FLOAT",
                "FLOAT(25) | DOUBLE",
                "FLOAT(7,4) | FLOAT",
                "NATIONAL VARCHAR(3) | VARCHAR",
                "NCHAR VARYING(3) | VARCHAR",
                "CHARACTER VARYING(3) | VARCHAR",
                "CHAR(3) BYTE | CHAR",
                "LONG VARBINARY | BLOB",
                "LONG | BLOB",
                "BOOL | TINY",
                "SERIAL | BIGINT",
                "NUMERIC(5,2) UNSIGNED ZEROFILL | DECIMAL",
                "GEOMETRYCOLLECTION SRID 0 | GEOMETRY",
                "VECTOR(4) | VECTOR",
                "TIMESTAMP(3) NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE NOW(3) | TIMESTAMP",
                "INT GENERATED ALWAYS AS (1 + 1) STORED UNIQUE COMMENT 'it''s' INVISIBLE | INT",
                "ENUM('a','it''s',\"q\",'x  ') CHARACTER SET latin1 | ENUM[a, it's, q, x]",
            })
    void typesAreThoseOfTheBinlog(String type, String wanted) {
        run("CREATE TABLE t (a " + type + ")");

        assertThat(text("t")).isEqualTo("a:" + wanted + " []");
    }

    @Test
    void tablesAreCopiedRenamedAndDropped() {
        run(
                "CREATE TABLE `a` (`a``b` INT, PRIMARY KEY (`a``b` DESC))",
                "CREATE TABLE b LIKE a",
                "CREATE TABLE IF NOT EXISTS b (x INT)",
                "CREATE TEMPORARY TABLE c (x INT)",
                "RENAME TABLE a TO old, b TO a, old TO b",
                "ALTER TABLE a RENAME o.a, ADD y INT");

        assertThat(text("a")).isEqualTo("dropped");
        assertThat(text("b")).isEqualTo("a`b:INT [a`b]");
        assertThat(text("c")).isEqualTo("unknown");
        assertThat(entry("o", "a").definition().orElseThrow().columns()).hasSize(2);

        run("DROP DATABASE o", "DROP TABLES IF EXISTS b, nothing");

        assertThat(entry("o", "a").isDropped()).isTrue();
        assertThat(text("b")).isEqualTo("dropped");
    }

    @Test
    void anOnlineSchemaChangeTakesItsDefinitionAlong() {
        run(
                "CREATE TABLE t (a INT PRIMARY KEY)",
                "CREATE TABLE _t_gho LIKE t",
                "ALTER TABLE `s`.`_t_gho` ADD b VARCHAR(9), DROP PRIMARY KEY",
                "RENAME TABLE t TO _t_del, _t_gho TO t",
                "DROP TABLE _t_del");

        assertThat(text("t")).isEqualTo("a:INT b:VARCHAR []");
        assertThat(text("_t_del")).isEqualTo("dropped");
    }

    @Test
    void theSessionsSqlModeDecidesHowTextIsRead() {
        run(ANSI_QUOTES, "CREATE TABLE \"t\" (\"a b\" ENUM('x'))");
        assertThat(text("t")).isEqualTo("a b:ENUM[x] []");

        run("CREATE TABLE v (a ENUM('\\n\\%\\x'))");
        assertThat(text("v")).isEqualTo("a:ENUM[\n\\%x] []");

        run(NO_BACKSLASH_ESCAPES, "CREATE TABLE u (a ENUM('x\\', 'y'))");
        assertThat(text("u")).isEqualTo("a:ENUM[x\\, y] []");
    }

    @Test
    void whatIsNotUnderstoodLeavesTheTableUnknownAndOthersKnown() {
        run(
                "CREATE TABLE t (a INT)",
                "CREATE TABLE u (a INT)",
                "ALTER TABLE t ADD b NEWTYPE(3)",
                "ALTER TABLE u DROP nothing");
        assertThat(entry("s", "t").unknownBecause()).contains("transaction t");
        assertThat(entry("s", "u").unknownBecause()).contains("no column nothing");

        run("ALTER TABLE t ADD c INT", "CREATE TABLE v (a INT)", "CREATE TABLE t (z INT)");
        assertThat(text("t")).isEqualTo("z:INT []");
        assertThat(text("v")).isEqualTo("a:INT []");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIEW t AS SELECT 1",
                "CREATE DEFINER=`a`@`b` PROCEDURE t() BEGIN ALTER TABLE t ADD b INT; END",
                "ALTER USER t IDENTIFIED BY 'TABLE'",
                "GRANT SELECT ON TABLE t TO u",
                "TRUNCATE TABLE t",
                "CREATE INDEX i ON t (a)",
                "DROP INDEX i ON t",
                "ALTER DATABASE s CHARACTER SET latin1",
                "ANALYZE TABLE t",
                "ALTER TABLE t ADD INDEX i (a), ADD CHECK (a > 0)",
                "ALTER TABLE t PARTITION BY HASH (a) PARTITIONS 3",
            })
    void otherStatementsChangeNothing(String sql) {
        run("CREATE TABLE t (a INT)");
        kept.clear();

        run(sql);

        assertThat(kept).isEmpty();
    }
}
