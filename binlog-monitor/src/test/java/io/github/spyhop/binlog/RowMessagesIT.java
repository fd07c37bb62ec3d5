package io.github.spyhop.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.binlog.testing.Await;
import io.github.spyhop.binlog.testing.Received;
import io.github.spyhop.binlog.testing.RunningSource;
import io.github.spyhop.binlog.testing.Scene;
import io.github.spyhop.model.store.RowChangeWindowDocument;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.testbed.server.ServerKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The messages of S4's contract, from a real MySQL through a real RabbitMQ. */
class RowMessagesIT {

    private static final String NAME = "row_messages_it";

    @RegisterExtension
    final Scene scene =
            Scene.of(
                    NAME,
                    ServerKind.MYSQL,
                    "CREATE TABLE employee (id INT PRIMARY KEY, fname VARCHAR(20), lname"
                            + " VARCHAR(20))",
                    "CREATE TABLE log (at INT, line VARCHAR(20))");

    private RunningSource source;

    @BeforeEach
    void start() {
        source = scene.startAndAwait();
    }

    @Test
    void anInsertCarriesItsKeysAndAllValues() {
        scene.run("INSERT INTO employee VALUES (2760, 'abc', 'def')");

        Received insert = scene.awaitChange();

        assertThat(insert.type()).isEqualTo("row_insert");
        assertThat(insert.body().get("table_name").asText()).isEqualTo("employee");
        assertThat(insert.body().get("schema_name").asText()).isEqualTo(NAME);
        assertThat(insert.body().get("keys").toString()).isEqualTo("{\"id\":2760}");
        assertThat(insert.body().get("values").toString())
                .isEqualTo("{\"id\":2760,\"fname\":\"abc\",\"lname\":\"def\"}");
        long now = System.currentTimeMillis() / 1000;
        assertThat(insert.body().get("timestamp").asLong()).isBetween(now - 60, now + 1);
        assertThat(insert.body().get("binlog_timestamp").asLong()).isBetween(now - 60, now + 1);
        assertThat(insert.body().get("server_uuid").asText())
                .isEqualTo(scene.database().value("SELECT @@server_uuid"));
    }

    @Test
    void anUpdateCarriesOnlyWhatChanged() {
        scene.run(
                "INSERT INTO employee VALUES (1903, 'Ldurlqgfqv', 'x')",
                "UPDATE employee SET fname = 'Ldurlqgfqvsdf' WHERE id = 1903");

        Received update = scene.awaitChanges(2).get(1);

        assertThat(update.type()).isEqualTo("row_update");
        assertThat(update.body().get("keys").toString()).isEqualTo("{\"id\":1903}");
        assertThat(update.body().get("before_values").toString())
                .isEqualTo("{\"fname\":\"Ldurlqgfqv\"}");
        assertThat(update.body().get("after_values").toString())
                .isEqualTo("{\"fname\":\"Ldurlqgfqvsdf\"}");
        assertThat(update.body().has("values")).isFalse();
    }

    @Test
    void aDeleteCarriesItsKeysAlone() {
        scene.run("INSERT INTO employee VALUES (5, 'a', 'b')", "DELETE FROM employee");

        Received delete = scene.awaitChanges(2).get(1);

        assertThat(delete.type()).isEqualTo("row_delete");
        assertThat(delete.body().get("keys").toString()).isEqualTo("{\"id\":5}");
        assertThat(delete.body().has("values")).isFalse();
        assertThat(delete.body().has("before_values")).isFalse();
    }

    @Test
    void withoutAPrimaryKeyAllColumnsAreTheKeys() {
        scene.run("INSERT INTO log VALUES (1, 'x')", "DELETE FROM log");

        Received delete = scene.awaitChanges(2).get(1);

        assertThat(delete.body().get("keys").toString()).isEqualTo("{\"at\":1,\"line\":\"x\"}");
    }

    @Test
    void aChangedKeyIsFoundByTheOldOne() {
        scene.run("INSERT INTO employee VALUES (1, 'a', 'b')", "UPDATE employee SET id = 2");

        Received update = scene.awaitChanges(2).get(1);

        assertThat(update.body().get("keys").toString()).isEqualTo("{\"id\":1}");
        assertThat(update.body().get("after_values").toString()).isEqualTo("{\"id\":2}");
    }

    @Test
    void rowsOfATransactionAreNumberedAndNamedByItsGtid() {
        scene.run(
                "START TRANSACTION",
                "INSERT INTO employee VALUES (1, 'a', 'b'), (2, 'c', 'd')",
                "DELETE FROM employee WHERE id = 1",
                "COMMIT");

        List<Received> messages = scene.awaitChanges(3);

        String gtid = messages.getFirst().body().get("gtid").asText();
        assertThat(scene.database().value("SELECT GTID_SUBSET('" + gtid + "', @@gtid_executed)"))
                .isEqualTo("1");
        for (int i = 0; i < 3; i++) {
            Received message = messages.get(i);
            assertThat(message.id()).isEqualTo(gtid + ":" + (i + 1));
            assertThat(message.body().get("row").asInt()).isEqualTo(i + 1);
            assertThat(message.body().get("transaction").toString())
                    .isEqualTo(
                            "{\"id\":\"%s\",\"position\":%d,\"total\":3}".formatted(gtid, i + 1));
        }
    }

    @Test
    void messagesArePersistentJsonWithAStableId() {
        scene.run("INSERT INTO employee VALUES (1, 'a', 'b')");

        Received message = scene.awaitChange();

        assertThat(message.properties().getContentType()).isEqualTo("application/json");
        assertThat(message.properties().getDeliveryMode()).isEqualTo(2);
        assertThat(message.properties().getHeaders()).containsEntry("schema_version", 1);
        assertThat(message.routingKey()).isEqualTo("monitor");
    }

    @Test
    void confirmedRowsAreCountedInWindows() {
        scene.run(
                "INSERT INTO employee VALUES (1, 'a', 'b'), (2, 'a', 'b')",
                "UPDATE employee SET fname = 'z'",
                "DELETE FROM employee WHERE id = 1");
        scene.awaitChanges(5);

        Await.until("counts of the table", () -> counted().equals(List.of(2L, 2L, 1L)));
    }

    private List<Long> counted() {
        long[] sums = new long[3];
        source
                .store()
                .collection(StoreCollection.ROW_CHANGE_WINDOWS, RowChangeWindowDocument.class)
                .find()
                .into(new ArrayList<>())
                .stream()
                .filter(window -> window.tableName().equals("employee"))
                .filter(window -> window.source().equals(source.runner().settings().name()))
                .forEach(window -> {
                    sums[0] += window.inserts();
                    sums[1] += window.updates();
                    sums[2] += window.deletes();
                });
        return List.of(sums[0], sums[1], sums[2]);
    }
}
