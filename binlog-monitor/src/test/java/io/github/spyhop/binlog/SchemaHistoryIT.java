package io.github.spyhop.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.binlog.checkpoint.MongoSchemaStore;
import io.github.spyhop.binlog.fault.FaultCode;
import io.github.spyhop.binlog.schema.SchemaEntry;
import io.github.spyhop.binlog.source.SourceState;
import io.github.spyhop.binlog.testing.Await;
import io.github.spyhop.binlog.testing.Database;
import io.github.spyhop.binlog.testing.Received;
import io.github.spyhop.binlog.testing.RunningSource;
import io.github.spyhop.binlog.testing.Scene;
import io.github.spyhop.binlog.testing.TestSettings;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the binlog has no names of columns, rows have those of their time all the same. */
class SchemaHistoryIT {

    private static final String NAME = "schema_history_it";

    @RegisterExtension final Scene scene = Scene.of(NAME, ServerKind.MYSQL80);

    private ServerAddress minimal(ServerKind kind) {
        return scene.alone(kind, "minimal", "--binlog-row-metadata=MINIMAL").address();
    }

    private static List<String> valuesOf(List<Received> messages) {
        return messages.stream()
                .map(message -> message.body().get("keys") + " " + message.values())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = ServerKind.class,
            names = {"MYSQL", "MYSQL80"})
    void rowsHaveTheNamesOfTheirTime(ServerKind kind) {
        ServerAddress mysql = minimal(kind);
        Database database = scene.databaseOn(mysql);
        database.run(
                "CREATE TABLE t (id INT UNSIGNED, e ENUM('a','é''s') CHARACTER SET latin1,"
                        + " s SET('x','y'), PRIMARY KEY (id))",
                "INSERT INTO t VALUES (0, 'a', 'x')");
        TestSettings settings = scene.settings(mysql);
        try (RunningSource first = scene.startAndAwait(settings)) {
            database.run(
                    "INSERT INTO t VALUES (4294967295, 'é''s', 'x,y')",
                    "ALTER TABLE t ADD n VARCHAR(9) AFTER id, RENAME COLUMN s TO m",
                    "INSERT INTO t VALUES (2, 'ü', 1, 'y')",
                    "CREATE TABLE _t_new LIKE t",
                    "ALTER TABLE _t_new DROP PRIMARY KEY, DROP e, MODIFY m SET('p','q')",
                    "RENAME TABLE t TO _t_old, _t_new TO t",
                    "INSERT INTO t VALUES (3, NULL, 'q')",
                    "DROP TABLE _t_old");
            assertThat(valuesOf(scene.awaitChanges(3)))
                    .containsExactly(
                            "{\"id\":4294967295}"
                                    + " {\"id\":4294967295,\"e\":\"é's\",\"s\":[\"x\",\"y\"]}",
                            "{\"id\":2} {\"id\":2,\"n\":\"ü\",\"e\":\"a\",\"m\":[\"y\"]}",
                            "{\"id\":3,\"n\":null,\"m\":[\"q\"]}"
                                    + " {\"id\":3,\"n\":null,\"m\":[\"q\"]}");
            Await.until("all is kept", () -> isUpToDate(first, database));
        }

        // The second source finds the definitions of its checkpoint, not today's.
        database.run(
                "INSERT INTO t VALUES (4, 'x', NULL)",
                "ALTER TABLE t CHANGE n name VARCHAR(20)",
                "INSERT INTO t VALUES (5, 'y', NULL)",
                // The server does not log CREATE TABLE … SELECT as one transaction before 8.0.21.
                kind == ServerKind.MYSQL ? "DO 0" : "CREATE TABLE born (id INT, name VARCHAR(20))",
                kind == ServerKind.MYSQL
                        ? "CREATE TABLE born AS SELECT id, name FROM t WHERE id = 5"
                        : "INSERT INTO born SELECT id, name FROM t WHERE id = 5");
        scene.startAndAwait(settings);

        assertThat(valuesOf(scene.awaitChanges(6)).subList(3, 6))
                .containsExactly(
                        "{\"id\":4,\"n\":\"x\",\"m\":null} {\"id\":4,\"n\":\"x\",\"m\":null}",
                        "{\"id\":5,\"name\":\"y\",\"m\":null} {\"id\":5,\"name\":\"y\",\"m\":null}",
                        "{\"id\":5,\"name\":\"y\"} {\"id\":5,\"name\":\"y\"}");
    }

    private static boolean isUpToDate(RunningSource source, Database database) {
        return source.runner()
                .checkpoint()
                .flatMap(done -> done.gtidSet())
                .filter(database.value("SELECT @@gtid_executed").replaceAll("\\s", "")::equals)
                .isPresent();
    }

    /** The server's own definitions are what ours are compared with. */
    @ParameterizedTest
    @EnumSource(
            value = ServerKind.class,
            names = {"MYSQL", "MYSQL80"})
    void theHistoryEndsWithTheServersOwnDefinitions(ServerKind kind) throws Exception {
        ServerAddress mysql = minimal(kind);
        Database database = scene.databaseOn(mysql);
        RunningSource source = scene.startAndAwait(scene.settings(mysql));
        database.run(
                "SET sql_mode = 'ANSI_QUOTES'",
                "CREATE TABLE \"a\"\"b\" (\"i d\" SERIAL, x REAL, `y` FLOAT(30), KEY (x))",
                "SET sql_mode = 'REAL_AS_FLOAT,NO_BACKSLASH_ESCAPES'",
                "CREATE TABLE b (x REAL, e ENUM('back\\', 'two  ') NOT NULL PRIMARY KEY)",
                "SET sql_mode = DEFAULT",
                "CREATE TABLE c (id INT, v INT AS (id + 1) VIRTUAL,"
                        + " n NCHAR(3), t LONG VARCHAR, CONSTRAINT p PRIMARY KEY (id))"
                        + " PARTITION BY HASH (id) PARTITIONS 3",
                "ALTER TABLE c DROP PRIMARY KEY, ADD COLUMN (z JSON, y YEAR),"
                        + " CHANGE n m NVARCHAR(4) FIRST, MODIFY t TINYTEXT AFTER m",
                "ALTER TABLE c REMOVE PARTITIONING",
                "ALTER TABLE c ADD g POINT NOT NULL SRID 4326 AFTER v",
                "CREATE TABLE d LIKE c",
                "ALTER TABLE d DROP z, ADD z DATETIME(6) FIRST, ADD q BIT(3) AFTER z, RENAME TO e",
                "/* a comment */ ALTER /* another */ TABLE e ADD PRIMARY KEY (q, z)",
                "ALTER TABLE e DROP COLUMN z, /*!50000 ADD w DECIMAL(5,2) */",
                "SET NAMES latin1",
                "CREATE TABLE latin (`é` ENUM('ü'))",
                "SET NAMES utf8mb4",
                "CREATE DATABASE IF NOT EXISTS " + NAME + "_2",
                "CREATE TABLE " + NAME + "_2.f (one INT, ex VARCHAR(3) KEY)",
                "RENAME TABLE " + NAME + "_2.f TO f",
                "DROP DATABASE " + NAME + "_2",
                "CREATE VIEW w AS SELECT * FROM c",
                "CREATE TEMPORARY TABLE tmp (id INT)",
                "CREATE TABLE gone (id INT)",
                "DROP TABLE gone");
        Await.until("it has followed", () -> isUpToDate(source, database));

        List<SchemaEntry> wanted = source.server().definitions();

        assertThat(
                        new MongoSchemaStore(source.store())
                                .load(
                                        source.runner().settings().name(),
                                        source.runner().checkpoint().orElseThrow())
                                .orElseThrow())
                .containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(wanted).hasSizeGreaterThan(5);
    }

    @Test
    void todaysDefinitionIsNotPutOnRowsOfYesterday() {
        ServerAddress mysql = minimal(ServerKind.MYSQL80);
        Database database = scene.databaseOn(mysql);
        database.run("CREATE TABLE kept (id INT)", "CREATE TABLE changed (id INT, a INT, b INT)");
        String yesterday = database.value("SELECT @@gtid_executed").replaceAll("\\s", "");
        database.run(
                "INSERT INTO kept VALUES (1)",
                "CREATE TABLE young (id INT)",
                "INSERT INTO young VALUES (2)",
                "INSERT INTO changed VALUES (3, 0, 0)",
                "ALTER TABLE changed RENAME COLUMN a TO b, RENAME COLUMN b TO a");

        RunningSource source = scene.start(scene.settings(mysql).start(yesterday));

        source.await(SourceState.Failed.class);
        assertThat(source.runner().state().toString())
                .contains(FaultCode.SCHEMA_UNKNOWN.name())
                .contains(NAME + ".changed")
                .contains("between the start and today");
        assertThat(valuesOf(scene.awaitChanges(2)))
                .containsExactly("{\"id\":1} {\"id\":1}", "{\"id\":2} {\"id\":2}");
    }
}
