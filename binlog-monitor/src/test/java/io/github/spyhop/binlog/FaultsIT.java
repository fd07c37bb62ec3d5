package io.github.spyhop.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.BuiltinExchangeType;
import io.github.spyhop.binlog.fault.FaultCode;
import io.github.spyhop.binlog.source.SourceState;
import io.github.spyhop.binlog.stream.TlsMode;
import io.github.spyhop.binlog.testing.Await;
import io.github.spyhop.binlog.testing.Database;
import io.github.spyhop.binlog.testing.Received;
import io.github.spyhop.binlog.testing.RunningSource;
import io.github.spyhop.binlog.testing.Scene;
import io.github.spyhop.binlog.testing.TestSettings;
import io.github.spyhop.testbed.server.RunningServer;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes wrong is said clearly, and nothing is lost by it. */
class FaultsIT {

    private static final String NAME = "faults_it";

    @RegisterExtension
    final Scene scene =
            Scene.of(
                    NAME, ServerKind.MYSQL, "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(5000))");

    private static List<Integer> idsOf(List<Received> messages) {
        return messages.stream().map(message -> message.values().get("id").asInt()).toList();
    }

    private static void assertFault(RunningSource source, FaultCode code, String said) {
        source.await(SourceState.Failed.class);
        assertThat(source.runner().state().toString()).contains(code.name()).contains(said);
    }

    @Test
    void aPositionThatWasPurgedIsNotPassedOver() {
        String name = "faults-" + UUID.randomUUID();
        RunningServer server = scene.alone(ServerKind.MYSQL80, "purged");
        Database own = scene.databaseOn(server.address());
        own.run("CREATE TABLE t (id INT PRIMARY KEY)");
        TestSettings settings = scene.settings(server.address()).named(name);
        try (RunningSource first = scene.startAndAwait(settings)) {
            own.run("INSERT INTO t VALUES (1)");
            scene.awaitChanges(1);
            assertThat(first.runner().checkpoint()).isPresent();
        }
        own.run("INSERT INTO t VALUES (2)", "FLUSH BINARY LOGS", "INSERT INTO t VALUES (3)");
        String last = own.column("SHOW BINARY LOGS").getLast();
        own.run("PURGE BINARY LOGS TO '" + last + "'");

        try (RunningSource second = scene.start(settings)) {
            assertFault(second, FaultCode.POSITION_PURGED, "purged 1 transactions");
        }
        assertThat(idsOf(scene.subscriber().changes())).containsExactly(1);
    }

    @Test
    void theServersOwnIdIsRefused() {
        long id = Long.parseLong(scene.database().value("SELECT @@server_id"));
        RunningSource source = scene.start(scene.settings().serverId(id));
        assertFault(source, FaultCode.SERVER_ID_TAKEN, "the server itself has the id " + id);
    }

    @Test
    void theIdOfAnotherReplicaStopsTheOneThatIsPushedOut() {
        RunningSource first = scene.startAndAwait(scene.settings().serverId(9));
        RunningSource second = scene.startAndAwait(scene.settings().serverId(9));
        Await.until(
                "one of the two is pushed out",
                () ->
                        first.runner().state() instanceof SourceState.Failed
                                || second.runner().state() instanceof SourceState.Failed);
        RunningSource out = first.runner().state() instanceof SourceState.Failed ? first : second;
        assertFault(out, FaultCode.SERVER_ID_TAKEN, "server");
    }

    @Test
    void aMissingGrantIsNamed() {
        scene.run(
                "DROP USER IF EXISTS faults_it",
                "CREATE USER faults_it IDENTIFIED BY 'secret'",
                "GRANT SELECT, REPLICATION CLIENT ON *.* TO faults_it");
        RunningSource source =
                scene.start(scene.settings().account("faults_it", "secret", TlsMode.PREFERRED));
        assertFault(source, FaultCode.SERVER_REFUSED, "REPLICATION SLAVE");
        assertThat(source.runner().state().toString()).doesNotContain("secret");
    }

    @Test
    void aSessionThatKeptStatementFormatStopsTheSource() throws Exception {
        RunningServer server =
                scene.alone(ServerKind.MYSQL80, "format", "--binlog-format=STATEMENT");
        scene.databaseOn(server.address()).run("CREATE TABLE t (id INT PRIMARY KEY)");
        try (Database old = Database.existing(server.address(), NAME);
                Database operator = Database.existing(server.address(), NAME)) {
            operator.run("SET GLOBAL binlog_format = 'ROW'");
            RunningSource source = scene.startAndAwait(scene.settings(server.address()));
            old.run("INSERT INTO t VALUES (1)");

            assertFault(source, FaultCode.STATEMENT_FORMAT, "logged as a statement");
            assertThat(source.runner().state().toString()).contains("end the sessions that began");
        }
    }

    @Test
    void aDroppedExchangeHoldsTheSourceUntilItHasAQueueAgain() throws IOException {
        RunningSource source = scene.startAndAwait(scene.settings());
        scene.run("INSERT INTO t VALUES (1, 'x')");
        scene.awaitChanges(1);
        scene.subscriber().channel().exchangeDelete(NAME);
        scene.run("INSERT INTO t VALUES (2, 'x')");
        source.await(SourceState.Parked.class);

        scene.subscriber().channel().exchangeDeclare(NAME, BuiltinExchangeType.FANOUT, true);
        scene.subscriber().channel().queueBind(NAME, NAME, "#");

        assertThat(idsOf(scene.awaitChanges(2))).containsExactly(1, 2);
    }

    @Test
    void aTransactionLargerThanMemoryGoesByTheDisk() {
        int rows = 6_000;
        scene.startAndAwait(scene.settings().transactionMemory(100_000));
        scene.run(
                "SET SESSION cte_max_recursion_depth = 100000",
                """
                INSERT INTO t WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n
                WHERE i < %d) SELECT i, REPEAT('x', 4000) FROM n\
                """
                        .formatted(rows));

        List<Received> messages = scene.awaitChanges(rows);

        assertThat(idsOf(messages))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, rows).boxed().toList());
        assertThat(messages.getLast().body().at("/transaction/total").asInt()).isEqualTo(rows);
    }

    @Test
    void anotherMemberOfTheTopologyGoesOnWhereTheFirstDied() {
        RunningServer first = scene.alone(ServerKind.MYSQL, "first");
        RunningServer second = scene.alone(ServerKind.MYSQL, "second", "--server-id=2");
        TestSettings settings = scene.settings(first.address()).fallback(second.address());
        Database old = scene.databaseOn(first.address());
        Database promoted = replicaOf(first.address(), second.address());
        scene.startAndAwait(settings);
        old.run("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2)");
        scene.awaitChanges(2);
        old.run("INSERT INTO t VALUES (3)");
        promoted.value(
                "SELECT WAIT_FOR_EXECUTED_GTID_SET('%s', 30)"
                        .formatted(old.value("SELECT @@gtid_executed")));
        first.kill();
        promoted.run("STOP REPLICA", "USE " + NAME, "INSERT INTO t VALUES (4)");

        assertThat(idsOf(scene.awaitChanges(4))).containsExactly(1, 2, 3, 4);
    }

    private static Database replicaOf(ServerAddress source, ServerAddress replica) {
        Database database = Database.existing(replica, "mysql");
        database.run(
                "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '%s', SOURCE_PORT = %d, SOURCE_USER = '%s',"
                                .formatted(source.host(), source.port(), source.user())
                        + " SOURCE_PASSWORD = '%s', SOURCE_AUTO_POSITION = 1,"
                                .formatted(source.password())
                        + " GET_SOURCE_PUBLIC_KEY = 1",
                "START REPLICA");
        return database;
    }
}
