package io.github.spyhop.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.spyhop.binlog.event.RowOperation;
import io.github.spyhop.binlog.filter.FilterSettings;
import io.github.spyhop.binlog.snapshot.SnapshotOrder;
import io.github.spyhop.binlog.snapshot.SnapshotState;
import io.github.spyhop.binlog.snapshot.SnapshotState.Phase;
import io.github.spyhop.binlog.snapshot.SnapshotState.TableState;
import io.github.spyhop.binlog.testing.Await;
import io.github.spyhop.binlog.testing.Received;
import io.github.spyhop.binlog.testing.RunningSource;
import io.github.spyhop.binlog.testing.Scene;
import io.github.spyhop.binlog.testing.TestSettings;
import io.github.spyhop.testbed.server.ServerKind;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tables are read while the stream goes on; with writers and kills: SnapshotRebuildIT. */
class SnapshotIT {

    private static final String NAME = "snapshot_it";

    @RegisterExtension
    final Scene scene =
            Scene.of(
                    NAME,
                    ServerKind.MYSQL,
                    "CREATE TABLE person (id INT PRIMARY KEY, name VARCHAR(20), card VARCHAR(20),"
                            + " pin INT)",
                    "INSERT INTO person VALUES (1, 'Ann', '4111', 17), (2, NULL, '4112', 18)");

    private static SnapshotState await(RunningSource source, String id) {
        Await.until(
                "snapshot " + id + " is done",
                () ->
                        source.runner()
                                .snapshot()
                                .filter(state -> state.id().equals(id))
                                .filter(state -> state.current().isEmpty())
                                .isPresent());
        return source.runner().snapshot().orElseThrow();
    }

    private static void order(RunningSource source, String id, String... tables) {
        source.order((orders, name) ->
                orders.snapshot(name, new SnapshotOrder(id, List.of(tables), false)));
    }

    private static List<Received> of(Stream<Received> messages, String type) {
        return messages.filter(message -> message.type().equals(type)).toList();
    }

    /** The table has the rows 1 to n from then on. */
    private void fillTo(int n) {
        scene.run(
                "INSERT INTO person WITH RECURSIVE n (i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n"
                        + " WHERE i < %d) SELECT i, 'x', 'y', i FROM n".formatted(n));
    }

    @Test
    void aNewSourceReadsTheTablesOfItsConfigurationOnce() {
        TestSettings settings = scene.settings().snapshot(1_000, NAME + ".*");
        RunningSource first = scene.startAndAwait(settings);

        List<Received> messages = scene.awaitChanges(3);

        assertThat(messages)
                .extracting(Received::type)
                .containsExactly("row_snapshot", "row_snapshot", "snapshot_end");
        assertThat(messages.getFirst().body().get("keys").toString()).isEqualTo("{\"id\":1}");
        assertThat(messages.getFirst().values().toString())
                .isEqualTo("{\"id\":1,\"name\":\"Ann\",\"card\":\"4111\",\"pin\":17}");
        assertThat(messages.getFirst().body().at("/snapshot/id").asText()).isEqualTo("initial");
        assertThat(await(first, "initial").tables())
                .extracting(TableState::phase, TableState::rows)
                .containsExactly(tuple(Phase.DONE, 2L));
        first.close();
        scene.startAndAwait(settings);
        scene.run("INSERT INTO person VALUES (3, 'Eve', '', 0)");
        assertThat(scene.awaitChanges(4)).hasSize(4);
    }

    @Test
    void filtersAndTreatmentsApplyAndNoIdGivesAKeyAway() {
        scene.run("CREATE TABLE noise (id INT PRIMARY KEY)", "INSERT INTO noise VALUES (1)");
        FilterSettings filter =
                new FilterSettings(
                        Optional.of(NAME),
                        List.of(),
                        List.of("*.noise"),
                        Set.of(RowOperation.values()),
                        new FilterSettings.Columns(
                                List.of("*.pin"),
                                List.of("*.person.id"),
                                List.of("*.card"),
                                Optional.of("key")));
        RunningSource source = scene.startAndAwait(scene.settings().filter(filter));
        order(source, "a", NAME + ".*");
        scene.run("INSERT INTO person VALUES (3, 'Eve', '4111', 1)");

        List<Received> messages = scene.awaitChanges(4);

        assertThat(await(source, "a").tables()).hasSize(1);
        List<Received> rows = of(messages.stream(), "row_snapshot");
        Received inserted = of(messages.stream(), "row_insert").getFirst();
        assertThat(rows.getFirst().values().get("id").asText()).isEqualTo("***");
        assertThat(rows.getFirst().values().has("pin")).isFalse();
        assertThat(rows.getFirst().values().get("card")).isEqualTo(inserted.values().get("card"));
        assertThat(rows.stream().map(Received::id).distinct()).hasSameSizeAs(rows);
        order(source, "b", NAME + ".*");
        await(source, "b");
        List<Received> all = of(scene.subscriber().changes().stream(), "row_snapshot");
        assertThat(new HashSet<>(all.stream().map(Received::id).toList())).hasSameSizeAs(all);
    }

    @Test
    void whatCannotBeReadIsRefusedWithTheReason() {
        scene.run(
                "CREATE TABLE heap (id INT)",
                "CREATE TABLE prefixed (t TEXT, PRIMARY KEY (t(10)))",
                "CREATE TABLE old (id INT PRIMARY KEY) ENGINE = MyISAM");
        RunningSource source = scene.startAndAwait();
        order(source, "a", NAME + ".*");

        SnapshotState state = await(source, "a");

        assertThat(state.tables())
                .filteredOn(table -> table.phase() == Phase.REFUSED)
                .extracting(table -> table.table().table() + ": " + table.reason())
                .containsExactlyInAnyOrder(
                        "heap: it has no PRIMARY KEY, by which its rows could be told apart and read"
                                + " in parts",
                        "old: its engine MyISAM shows changes before they are committed",
                        "prefixed: its PRIMARY KEY has only prefixes of columns, which give no order"
                                + " to read by");
        assertThat(of(scene.awaitChanges(3).stream(), "row_snapshot")).hasSize(2);
    }

    @Test
    void changesWithoutAllColumnsEndTheTableAndNotTheSource() {
        fillTo(900);
        RunningSource source = scene.startAndAwait(scene.settings().snapshot(1));
        order(source, "a", NAME + ".person");
        scene.awaitChanges(1);
        scene.run("SET binlog_row_image = MINIMAL", "UPDATE person SET pin = 1 WHERE id > 890");

        TableState table = await(source, "a").tables().getFirst();

        assertThat(table.phase()).isEqualTo(Phase.REFUSED);
        assertThat(table.reason()).contains("binlog_row_image");
        scene.run("INSERT INTO person VALUES (5000, 'Eve', '4111', 1)");
        Await.until(
                "the source goes on",
                () -> !of(scene.subscriber().changes().stream(), "row_insert").isEmpty());
    }

    @Test
    void aRowWhoseKeyChangesMeanwhileComesWithTheChange() {
        fillTo(900);
        RunningSource source = scene.startAndAwait(scene.settings().snapshot(1));
        order(source, "a", NAME + ".person");
        scene.awaitChanges(1);
        scene.run(
                "UPDATE person SET id = -1 WHERE id = 900",
                "UPDATE person SET pin = 7 WHERE id = -1");

        await(source, "a");

        List<Received> messages = scene.subscriber().changes();
        List<Received> updates = of(messages.stream(), "row_update");
        assertThat(updates.getFirst().body().at("/snapshot/id").asText()).isEqualTo("a");
        assertThat(updates.getFirst().body().at("/snapshot/values/id").asInt()).isEqualTo(900);
        assertThat(updates.getFirst().body().at("/snapshot/values/pin").asInt()).isEqualTo(900);
        assertThat(updates.getLast().body().has("snapshot")).isFalse();
        assertThat(of(messages.stream(), "row_snapshot"))
                .extracting(row -> row.body().at("/keys/id").asInt())
                .doesNotContain(900, -1)
                .hasSize(899);
    }

    @Test
    void anAlteredTableIsReadAsItIsNow() {
        fillTo(600);
        RunningSource source = scene.startAndAwait(scene.settings().snapshot(2));
        order(source, "a", NAME + ".person");
        scene.awaitChanges(1);
        scene.run(
                "ALTER TABLE person ADD COLUMN born YEAR DEFAULT 2001 FIRST",
                "ALTER TABLE person DROP PRIMARY KEY, ADD PRIMARY KEY (pin, id)");

        SnapshotState state = await(source, "a");

        assertThat(state.tables().getFirst().rows()).isEqualTo(600);
        List<Received> rows = of(scene.subscriber().changes().stream(), "row_snapshot");
        assertThat(rows.stream().filter(row -> row.body().get("keys").has("pin"))).hasSize(600);
        assertThat(rows.getLast().values().get("born").asInt()).isEqualTo(2001);
    }

    @Test
    void nothingIsMergedWhileTablesAreRead() {
        RunningSource source =
                scene.startAndAwait(scene.settings().delay(Duration.ofMillis(300)).snapshot(1));
        scene.run("UPDATE person SET pin = 20 WHERE id = 1", "UPDATE person SET pin = 21");
        order(source, "a", NAME + ".person");

        await(source, "a");

        List<Received> messages = scene.awaitChanges(5);
        assertThat(messages)
                .extracting(Received::type)
                .containsExactly(
                        "row_update", "row_update", "row_snapshot", "row_snapshot", "snapshot_end");
        assertThat(messages.get(2).values().get("pin").asInt()).isEqualTo(21);
    }

    @Test
    void aCancelledSnapshotEnds() {
        fillTo(900);
        RunningSource source = scene.startAndAwait(scene.settings().snapshot(1));
        order(source, "a", NAME + ".person");
        scene.awaitChanges(1);

        source.order(
                (orders, name) -> orders.snapshot(name, new SnapshotOrder("a", List.of(), true)));

        assertThat(await(source, "a").cancelled()).isTrue();
        assertThat(of(scene.subscriber().changes().stream(), "snapshot_end")).isEmpty();
    }
}
