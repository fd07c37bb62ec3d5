package io.github.spyhop.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.binlog.fault.FaultCode;
import io.github.spyhop.binlog.source.SourceState;
import io.github.spyhop.binlog.testing.Database;
import io.github.spyhop.binlog.testing.Received;
import io.github.spyhop.binlog.testing.RunningSource;
import io.github.spyhop.binlog.testing.Scene;
import io.github.spyhop.binlog.testing.TestSettings;
import io.github.spyhop.testbed.server.RunningServer;
import io.github.spyhop.testbed.server.ServerKind;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a source stands: by GTID, by tagged GTID, or by file and position. */
class PositionsIT {

    private static final String[] WITHOUT_GTIDS = {
        "--gtid-mode=OFF", "--enforce-gtid-consistency=OFF", "--binlog-checksum=NONE"
    };

    @RegisterExtension
    final Scene scene =
            Scene.of("positions_it", ServerKind.MYSQL, "CREATE TABLE t (id INT PRIMARY KEY)");

    private static List<Integer> idsOf(List<Received> messages) {
        return messages.stream().map(message -> message.values().get("id").asInt()).toList();
    }

    private TestSettings named(RunningServer server) {
        return scene.settings(server.address()).named("positions-" + UUID.randomUUID());
    }

    /** Stands also for a binlog without checksums. */
    @ParameterizedTest
    @EnumSource(
            value = ServerKind.class,
            names = {"MYSQL", "MYSQL80"})
    void withoutGtidsASourceGoesOnByFileAndPosition(ServerKind kind) {
        RunningServer server = scene.alone(kind, "files", WITHOUT_GTIDS);
        Database own = scene.databaseOn(server.address());
        own.run("CREATE TABLE t (id INT PRIMARY KEY)");
        TestSettings settings = named(server);
        try (RunningSource first = scene.startAndAwait(settings)) {
            own.run("INSERT INTO t VALUES (1)");
            scene.awaitChanges(1);
            assertThat(first.runner().state()).isInstanceOf(SourceState.Running.class);
        }
        own.run("INSERT INTO t VALUES (2)", "FLUSH BINARY LOGS", "INSERT INTO t VALUES (3), (4)");

        scene.startAndAwait(settings);

        List<Received> messages = scene.awaitChanges(4);
        assertThat(idsOf(messages)).containsExactly(1, 2, 3, 4);
        assertThat(messages).extracting(Received::id).doesNotHaveDuplicates();
        assertThat(messages.getLast().id()).contains("binlog.0");
    }

    @Test
    void withoutGtidsAFileOfAnotherServerIsNotTakenForTheSame() {
        RunningServer first = scene.alone(ServerKind.MYSQL, "this", WITHOUT_GTIDS);
        RunningServer other = scene.alone(ServerKind.MYSQL, "other", WITHOUT_GTIDS);
        Database own = scene.databaseOn(first.address());
        own.run("CREATE TABLE t (id INT PRIMARY KEY)");
        TestSettings settings = named(first);
        String name = settings.build().name();
        try (RunningSource source = scene.startAndAwait(settings)) {
            own.run("INSERT INTO t VALUES (1)");
            scene.awaitChanges(1);
            assertThat(source.runner().checkpoint()).isPresent();
        }
        RunningSource moved = scene.start(scene.settings(other.address()).named(name));

        moved.await(SourceState.Failed.class);
        assertThat(moved.runner().state().toString()).contains(FaultCode.SERVER_CHANGED.name());
    }

    /** As the manual has it, the last step waits until replicas have all that is without GTID. */
    @Test
    void nothingIsLostWhileGtidsAreTurnedOn() {
        RunningServer server = scene.alone(ServerKind.MYSQL, "turned", WITHOUT_GTIDS);
        Database own = scene.databaseOn(server.address());
        own.run("CREATE TABLE t (id INT PRIMARY KEY)");
        TestSettings settings = named(server);
        int id = 0;
        try (RunningSource source = scene.startAndAwait(settings)) {
            own.run("INSERT INTO t VALUES (" + ++id + ")");
            for (String step :
                    List.of(
                            "enforce_gtid_consistency = ON",
                            "gtid_mode = OFF_PERMISSIVE",
                            "gtid_mode = ON_PERMISSIVE",
                            "gtid_mode = ON")) {
                own.run("SET GLOBAL " + step, "INSERT INTO t VALUES (" + ++id + ")");
                scene.awaitChanges(id);
            }
            assertThat(source.runner().state()).isInstanceOf(SourceState.Running.class);
        }
        own.run("INSERT INTO t VALUES (" + ++id + ")");

        scene.startAndAwait(settings);

        assertThat(idsOf(scene.awaitChanges(id))).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void aTransactionWithATagIsOneOfItsOwnSet() {
        TestSettings settings = scene.settings().named("positions-" + UUID.randomUUID());
        String tagged = "SET gtid_next = 'AUTOMATIC:spyhop'";
        String plain = "SET gtid_next = 'AUTOMATIC'";
        try (RunningSource first = scene.startAndAwait(settings)) {
            scene.run(tagged, "INSERT INTO t VALUES (1)", plain, "INSERT INTO t VALUES (2)");
            List<Received> messages = scene.awaitChanges(2);
            assertThat(messages.getFirst().body().get("gtid").asText()).contains(":spyhop:");
            assertThat(first.runner().checkpoint().orElseThrow().toString()).contains("spyhop:");
        }
        scene.run(tagged, "INSERT INTO t VALUES (3)", plain, "INSERT INTO t VALUES (4)");

        scene.startAndAwait(settings);

        assertThat(idsOf(scene.awaitChanges(4))).containsExactly(1, 2, 3, 4);
    }
}
