package io.github.spyhop.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.binlog.event.RowOperation;
import io.github.spyhop.binlog.filter.FilterSettings;
import io.github.spyhop.binlog.message.Envelope;
import io.github.spyhop.binlog.source.SourceState;
import io.github.spyhop.binlog.testing.Received;
import io.github.spyhop.binlog.testing.RunningSource;
import io.github.spyhop.binlog.testing.Scene;
import io.github.spyhop.binlog.testing.TestSettings;
import io.github.spyhop.testbed.server.ServerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What operators may choose of the messages: filters, several rows in one, definitions. */
class FormsIT {

    @RegisterExtension
    final Scene scene =
            Scene.withTopics(
                    "forms_it",
                    ServerKind.MYSQL,
                    "CREATE TABLE person (id INT PRIMARY KEY, name VARCHAR(20), card VARCHAR(20),"
                            + " pin INT)",
                    "CREATE TABLE person_log (id INT PRIMARY KEY)",
                    "CREATE TABLE noise (id INT PRIMARY KEY)");

    private static FilterSettings.Columns columns() {
        return new FilterSettings.Columns(
                List.of("*.pin"),
                List.of("forms_it.person.name"),
                List.of("*.card"),
                Optional.of("key"));
    }

    @Test
    void onlyWhatIsAskedForIsPublished() {
        TestSettings settings =
                scene.settings()
                        .filter(
                                new FilterSettings(
                                        Optional.empty(),
                                        List.of("forms_it.person*"),
                                        List.of("*_log"),
                                        Set.of(RowOperation.INSERT, RowOperation.DELETE),
                                        columns()));
        scene.startAndAwait(settings);
        scene.run(
                "START TRANSACTION",
                "INSERT INTO noise VALUES (1)",
                "INSERT INTO person VALUES (1, 'Ann', '4111', 17), (2, NULL, '4111', 18)",
                "INSERT INTO person_log VALUES (1)",
                "UPDATE person SET pin = 19",
                "DELETE FROM person WHERE id = 2",
                "COMMIT");

        List<Received> messages = scene.awaitChanges(3);

        assertThat(messages)
                .extracting(Received::type)
                .containsExactly("row_insert", "row_insert", "row_delete");
        String hash = messages.get(0).values().get("card").asText();
        assertThat(hash).matches("[0-9a-f]{64}");
        assertThat(messages.get(0).values().toString())
                .isEqualTo("{\"id\":1,\"name\":\"***\",\"card\":\"" + hash + "\"}");
        assertThat(messages.get(1).values().toString())
                .isEqualTo("{\"id\":2,\"name\":null,\"card\":\"" + hash + "\"}");
        assertThat(messages.get(2).body().at("/transaction/position").asInt()).isEqualTo(3);
        assertThat(messages.get(2).body().at("/transaction/total").asInt()).isEqualTo(3);
        assertThat(messages.get(2).body().get("row").asInt()).isEqualTo(7);
    }

    @Test
    void severalRowsOfATransactionShareAMessage() {
        scene.startAndAwait(scene.settings().batch(4));
        scene.run(
                "START TRANSACTION",
                "INSERT INTO noise VALUES (1), (2), (3), (4), (5), (6)",
                "INSERT INTO person_log VALUES (7)",
                "COMMIT",
                "INSERT INTO noise VALUES (8)");

        List<Received> messages = scene.awaitChanges(4);

        assertThat(messages)
                .extracting(message -> idsOf(message).toString())
                .containsExactly("[1, 2, 3, 4]", "[5, 6]", "[7]", "[8]");
        String gtid = messages.getFirst().body().get(0).get("gtid").asText();
        assertThat(messages)
                .extracting(Received::id)
                .startsWith(gtid + ":1", gtid + ":5", gtid + ":7");
        assertThat(messages)
                .extracting(Received::routingKey)
                .containsExactly(
                        "forms_it.noise.row_insert",
                        "forms_it.noise.row_insert",
                        "forms_it.person_log.row_insert",
                        "forms_it.noise.row_insert");
    }

    private static List<Integer> idsOf(Received message) {
        List<Integer> ids = new ArrayList<>();
        message.body().forEach(row -> ids.add(row.at("/values/id").asInt()));
        return ids;
    }

    @Test
    void definitionsStandInTheirPlaceAmongTheRows() {
        scene.startAndAwait(scene.settings().definitions());
        scene.run(
                "INSERT INTO noise VALUES (1)",
                "ALTER TABLE noise ADD note VARCHAR(9)",
                "INSERT INTO noise VALUES (2, 'x')",
                "CREATE USER IF NOT EXISTS forms_it IDENTIFIED BY 'secret'",
                "CREATE TABLE copied AS SELECT id FROM noise",
                "DROP USER forms_it",
                "TRUNCATE noise");

        List<Received> messages = scene.awaitChanges(7);

        assertThat(messages)
                .extracting(Received::type)
                .containsExactly(
                        "row_insert",
                        "ddl",
                        "row_insert",
                        "ddl",
                        "row_insert",
                        "row_insert",
                        "ddl");
        assertThat(messages.get(1).body().get("sql").asText())
                .isEqualTo("ALTER TABLE noise ADD note VARCHAR(9)");
        assertThat(messages.get(1).id()).endsWith(":ddl1");
        assertThat(messages.get(1).routingKey()).isEqualTo("ddl");
        assertThat(messages.get(2).values().get("note").asText()).isEqualTo("x");
        assertThat(messages.get(3).body().get("sql").asText()).contains("copied").endsWith(")");
    }

    @Test
    void changesOfARowWaitForEachOtherAndAreSentAsOne() {
        RunningSource source = scene.startAndAwait(scene.settings().delay(Duration.ofSeconds(2)));
        scene.run(
                "INSERT INTO person VALUES (1, 'Ann', '4111', 17)",
                "INSERT INTO noise VALUES (1)",
                "UPDATE person SET name = 'Bea' WHERE id = 1",
                "DELETE FROM noise WHERE id = 1",
                "UPDATE person SET pin = 18 WHERE id = 1",
                "INSERT INTO noise VALUES (2)");

        List<Received> messages = scene.awaitChanges(2);

        assertThat(messages)
                .extracting(message -> message.type() + " " + message.values())
                .containsExactly(
                        "row_insert {\"id\":1,\"name\":\"Bea\",\"card\":\"4111\",\"pin\":18}",
                        "row_insert {\"id\":2}");
        assertThat(messages.getFirst().body().get("merged").asInt()).isEqualTo(3);
        assertThat(messages.getFirst().id())
                .isEqualTo(messages.getFirst().body().get("gtid").asText() + ":1");
        scene.run("ALTER TABLE person ADD note INT", "UPDATE person SET note = 1");
        assertThat(scene.awaitChanges(3).get(2).body().get("after_values").toString())
                .isEqualTo("{\"note\":1}");
        assertThat(source.runner().state()).isInstanceOf(SourceState.Running.class);
    }

    @Test
    void aMessageMayBeACloudEvent() {
        scene.startAndAwait(scene.settings().envelope(Envelope.CLOUDEVENTS));
        scene.run("INSERT INTO noise VALUES (1)");

        Received event = scene.awaitChange();

        assertThat(event.properties().getContentType()).isEqualTo("application/cloudevents+json");
        assertThat(event.body().get("specversion").asText()).isEqualTo("1.0");
        assertThat(event.body().get("id").asText()).isEqualTo(event.id());
        assertThat(event.type()).isEqualTo("io.github.spyhop.binlog.row_insert");
        assertThat(event.body().get("source").asText())
                .isEqualTo("urn:uuid:" + scene.database().value("SELECT @@server_uuid"));
        assertThat(event.body().get("subject").asText()).isEqualTo("forms_it.noise");
        assertThat(event.body().at("/data/values/id").asInt()).isEqualTo(1);
    }
}
