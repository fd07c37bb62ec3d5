package io.github.spyhop.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.binlog.fault.FaultCode;
import io.github.spyhop.binlog.order.OrderStore;
import io.github.spyhop.binlog.order.Orders;
import io.github.spyhop.binlog.server.Finding;
import io.github.spyhop.binlog.source.SourceState;
import io.github.spyhop.binlog.stream.TlsMode;
import io.github.spyhop.binlog.testing.Await;
import io.github.spyhop.binlog.testing.Database;
import io.github.spyhop.binlog.testing.Received;
import io.github.spyhop.binlog.testing.RunningSource;
import io.github.spyhop.binlog.testing.Scene;
import io.github.spyhop.binlog.testing.TestSettings;
import io.github.spyhop.testbed.server.RunningServer;
import io.github.spyhop.testbed.server.ServerKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What operators order: pause, resume, skip, begin elsewhere. */
class OrdersIT {

    @RegisterExtension
    final Scene scene =
            Scene.of("orders_it", ServerKind.MYSQL80, "CREATE TABLE t (id INT PRIMARY KEY)");

    private static List<String> textsOf(List<Received> messages) {
        return messages.stream()
                .map(message ->
                        message.type().equals("row_insert")
                                ? message.values().get("id").asText()
                                : message.type() + " " + message.body().get("reason").asText())
                .toList();
    }

    @Test
    void aPausedSourceLosesNothing() {
        RunningSource source = scene.startAndAwait(scene.settings());
        scene.run("INSERT INTO t VALUES (1)");
        scene.awaitChanges(1);
        source.order(OrderStore::pause);
        source.await(SourceState.Paused.class);
        scene.run("INSERT INTO t VALUES (2)");

        source.order(OrderStore::resume);

        assertThat(textsOf(scene.awaitChanges(2))).containsExactly("1", "2");
    }

    @Test
    void whatCannotBeReadStopsTheSourceUntilItIsSkippedBehindAGapMessage() {
        RunningSource source = scene.startAndAwait(scene.settings());
        scene.run(
                "INSERT INTO t VALUES (1)",
                "SET binlog_format = STATEMENT",
                "INSERT INTO t VALUES (2)",
                "SET binlog_format = ROW",
                "INSERT INTO t VALUES (3)");
        source.await(SourceState.Failed.class);
        String said = source.runner().state().toString();
        assertThat(said).contains(FaultCode.STATEMENT_FORMAT.name()).contains("transaction ");
        assertThat(textsOf(scene.subscriber().changes())).containsExactly("1");
        String transaction = said.replaceAll("(?s).*transaction ([0-9a-f-]+:\\d+): .*", "$1");

        source.order((orders, name) -> orders.skip(name, transaction, "row 2 is not needed"));

        assertThat(textsOf(scene.awaitChanges(3)))
                .containsExactly("1", "gap row 2 is not needed", "3");
        assertThat(scene.subscriber().changes().get(1).id()).isEqualTo(transaction + ":gap");
    }

    @Test
    void behindAPurgedPositionASourceBeginsWhereItIsToldTo() {
        RunningServer server = scene.alone(ServerKind.MYSQL80, "restart");
        Database own = scene.databaseOn(server.address());
        RunningSource source = scene.startAndAwait(scene.settings(server.address()));
        own.run("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        scene.awaitChanges(1);
        source.order(OrderStore::pause);
        source.await(SourceState.Paused.class);
        own.run("INSERT INTO t VALUES (2)", "FLUSH BINARY LOGS", "INSERT INTO t VALUES (3)");
        own.run("PURGE BINARY LOGS TO '" + own.column("SHOW BINARY LOGS").getLast() + "'");
        source.order(OrderStore::resume);
        source.await(SourceState.Failed.class);

        source.order((orders, name) ->
                orders.restart(name, new Orders.Restart("earliest", "row 2 is lost")));

        assertThat(textsOf(scene.awaitChanges(3))).containsExactly("1", "gap row 2 is lost", "3");
        Await.until("it runs", () -> source.runner().state() instanceof SourceState.Running);
    }

    @Test
    void aSourceMayBeginWithAllThatTheServerStillHas() {
        RunningServer server = scene.alone(ServerKind.MYSQL80, "earliest");
        Database own = scene.databaseOn(server.address());
        own.run("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        TestSettings settings = scene.settings(server.address()).start("earliest");
        scene.startAndAwait(settings);
        own.run("INSERT INTO t VALUES (2)");
        assertThat(textsOf(scene.awaitChanges(2))).containsExactly("1", "2");
    }

    @ParameterizedTest
    @EnumSource(
            value = ServerKind.class,
            names = {"MYSQL", "MYSQL80"})
    void aSourceMayBeginAtATime(ServerKind kind) throws Exception {
        RunningServer server = scene.alone(kind, "time");
        Database own = scene.databaseOn(server.address());
        own.run("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        own.run("FLUSH BINARY LOGS", "INSERT INTO t VALUES (2)");
        Thread.sleep(20);
        String time = Instant.now().toString();
        Thread.sleep(20);
        own.run("INSERT INTO t VALUES (3)", "FLUSH BINARY LOGS", "INSERT INTO t VALUES (4)");

        scene.startAndAwait(scene.settings(server.address()).start(time));

        assertThat(textsOf(scene.awaitChanges(2))).containsExactly("3", "4");
        RunningSource early =
                scene.start(scene.settings(server.address()).start("2000-01-01T00:00:00Z"));
        early.await(SourceState.Failed.class);
        assertThat(early.runner().state().toString()).contains(FaultCode.POSITION_PURGED.name());
    }

    @Test
    void thePreflightNamesWhatIsMissingAndWhatMendsIt() throws Exception {
        RunningServer server =
                scene.alone(
                        ServerKind.MYSQL80,
                        "unfit",
                        "--binlog-format=MIXED",
                        "--binlog-row-image=MINIMAL",
                        "--binlog-expire-logs-seconds=3600");
        Database own = scene.databaseOn(server.address());
        own.run("CREATE USER poor IDENTIFIED BY 'p'", "GRANT SELECT ON *.* TO poor");
        TestSettings settings =
                scene.settings(server.address()).account("poor", "p", TlsMode.PREFERRED);
        RunningSource source = scene.start(settings);
        source.await(SourceState.Failed.class);
        own.run("GRANT REPLICATION CLIENT ON *.* TO poor");

        List<Finding> findings = source.runner().inquiry().inspect().findings();

        assertThat(findings)
                .extracting(Finding::subject)
                .containsExactlyInAnyOrder(
                        "binlog_format",
                        "binlog_row_image",
                        "binlog_expire_logs_seconds",
                        "REPLICATION SLAVE");
        assertThat(findings)
                .extracting(Finding::remedy)
                .contains(
                        "SET PERSIST binlog_format = 'ROW'; sessions that are open keep"
                                + " the old one");
    }
}
