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
import io.github.spyhop.binlog.testing.Subscriber;
import io.github.spyhop.binlog.testing.TestSettings;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.RunningServer;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong is said clearly, and nothing is lost by it. */
class FaultsIT {

    private static final String NAME = "faults_it";

    private final ServerAddress mysql = RealServers.shared(ServerKind.MYSQL);
    private final ServerAddress rabbit = RealServers.shared(ServerKind.RABBITMQ);
    private Database database;
    private Subscriber subscriber;

    @BeforeEach
    void open() {
        database = new Database(mysql, NAME);
        database.run("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(5000))");
        subscriber = new Subscriber(rabbit, NAME, BuiltinExchangeType.FANOUT);
    }

    @AfterEach
    void close() {
        subscriber.close();
        database.close();
    }

    private TestSettings settings() {
        return TestSettings.of(NAME, mysql, rabbit);
    }

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
        RunningServer server = RealServers.alone(ServerKind.MYSQL80, "purged");
        try (Database own = new Database(server.address(), NAME)) {
            own.run("CREATE TABLE t (id INT PRIMARY KEY)");
            TestSettings settings = TestSettings.of(NAME, server.address(), rabbit).named(name);
            try (RunningSource first = RunningSource.startAndAwait(settings.build())) {
                own.run("INSERT INTO t VALUES (1)");
                subscriber.awaitChanges(1);
                assertThat(first.runner().checkpoint()).isPresent();
            }
            own.run("INSERT INTO t VALUES (2)", "FLUSH BINARY LOGS", "INSERT INTO t VALUES (3)");
            String last = own.column("SHOW BINARY LOGS").getLast();
            own.run("PURGE BINARY LOGS TO '" + last + "'");

            try (RunningSource second = RunningSource.start(settings.build())) {
                assertFault(second, FaultCode.POSITION_PURGED, "purged 1 transactions");
            }
            assertThat(idsOf(subscriber.changes())).containsExactly(1);
        } finally {
            server.kill();
        }
    }

    @Test
    void theServersOwnIdIsRefused() {
        long id = Long.parseLong(database.value("SELECT @@server_id"));
        try (RunningSource source = RunningSource.start(settings().serverId(id).build())) {
            assertFault(source, FaultCode.SERVER_ID_TAKEN, "the server itself has the id " + id);
        }
    }

    @Test
    void theIdOfAnotherReplicaStopsTheOneThatIsPushedOut() {
        try (RunningSource first = RunningSource.startAndAwait(settings().serverId(9).build());
                RunningSource second =
                        RunningSource.startAndAwait(settings().serverId(9).build())) {
            Await.until(
                    "one of the two is pushed out",
                    () ->
                            first.runner().state() instanceof SourceState.Failed
                                    || second.runner().state() instanceof SourceState.Failed);
            RunningSource out =
                    first.runner().state() instanceof SourceState.Failed ? first : second;
            assertFault(out, FaultCode.SERVER_ID_TAKEN, "server");
        }
    }

    @Test
    void aMissingGrantIsNamed() {
        database.run(
                "DROP USER IF EXISTS faults_it",
                "CREATE USER faults_it IDENTIFIED BY 'secret'",
                "GRANT SELECT, REPLICATION CLIENT ON *.* TO faults_it");
        try (RunningSource source =
                RunningSource.start(
                        settings().account("faults_it", "secret", TlsMode.PREFERRED).build())) {
            assertFault(source, FaultCode.SERVER_REFUSED, "REPLICATION SLAVE");
            assertThat(source.runner().state().toString()).doesNotContain("secret");
        }
    }

    @Test
    void aDroppedExchangeHoldsTheSourceUntilItHasAQueueAgain() throws IOException {
        try (RunningSource source = RunningSource.startAndAwait(settings().build())) {
            database.run("INSERT INTO t VALUES (1, 'x')");
            subscriber.awaitChanges(1);
            subscriber.channel().exchangeDelete(NAME);
            database.run("INSERT INTO t VALUES (2, 'x')");
            source.await(SourceState.Parked.class);

            subscriber.channel().exchangeDeclare(NAME, BuiltinExchangeType.FANOUT, true);
            subscriber.channel().queueBind(NAME, NAME, "#");

            assertThat(idsOf(subscriber.awaitChanges(2))).containsExactly(1, 2);
        }
    }

    @Test
    void aTransactionLargerThanMemoryGoesByTheDisk() {
        int rows = 6_000;
        try (RunningSource source =
                RunningSource.startAndAwait(settings().transactionMemory(100_000).build())) {
            database.run(
                    "SET SESSION cte_max_recursion_depth = 100000",
                    """
                    INSERT INTO t WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n
                    WHERE i < %d) SELECT i, REPEAT('x', 4000) FROM n\
                    """
                            .formatted(rows));

            List<Received> messages = subscriber.awaitChanges(rows);

            assertThat(idsOf(messages))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, rows).boxed().toList());
            assertThat(messages.getLast().body().at("/transaction/total").asInt()).isEqualTo(rows);
            assertThat(source.runner().discarded()).isZero();
        }
    }

    @Test
    void anotherMemberOfTheTopologyGoesOnWhereTheFirstDied() {
        RunningServer first = RealServers.alone(ServerKind.MYSQL, "first");
        RunningServer second = RealServers.alone(ServerKind.MYSQL, "second", "--server-id=2");
        TestSettings settings =
                TestSettings.of(NAME, first.address(), rabbit).fallback(second.address());
        try (Database old = new Database(first.address(), NAME);
                Database promoted = replicaOf(first.address(), second.address());
                RunningSource source = RunningSource.startAndAwait(settings.build())) {
            old.run("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2)");
            subscriber.awaitChanges(2);
            old.run("INSERT INTO t VALUES (3)");
            promoted.value(
                    "SELECT WAIT_FOR_EXECUTED_GTID_SET('%s', 30)"
                            .formatted(old.value("SELECT @@gtid_executed")));
            first.kill();
            promoted.run("STOP REPLICA", "USE " + NAME, "INSERT INTO t VALUES (4)");

            assertThat(idsOf(subscriber.awaitChanges(4))).containsExactly(1, 2, 3, 4);
            assertThat(source.runner().checkpoint()).isPresent();
        } finally {
            first.kill();
            second.kill();
        }
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
