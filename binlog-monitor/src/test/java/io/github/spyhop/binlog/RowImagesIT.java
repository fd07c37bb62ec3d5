package io.github.spyhop.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.binlog.testing.Received;
import io.github.spyhop.binlog.testing.Scene;
import io.github.spyhop.testbed.server.ServerKind;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What sessions may choose: less than full row images, partial JSON, compressed transactions. */
class RowImagesIT {

    @RegisterExtension
    final Scene scene =
            Scene.of(
                    "row_images_it",
                    ServerKind.MYSQL,
                    "CREATE TABLE t (id INT PRIMARY KEY, a INT, b VARCHAR(9), j JSON, l LONGTEXT)",
                    "INSERT INTO t VALUES (1, NULL, 'b', '{\"k\":\"0123456789\",\"n\":[1,2]}',"
                            + " 'l')");

    @BeforeEach
    void start() {
        scene.startAndAwait();
    }

    private String textOf(Received message, String member) {
        return message.body().path(member).toString();
    }

    @Test
    void inAMinimalImageAbsentIsNotNull() {
        scene.run(
                "SET binlog_row_image = MINIMAL",
                "UPDATE t SET a = 5, b = NULL",
                "INSERT INTO t (id, b) VALUES (2, 'x')",
                "DELETE FROM t WHERE id = 2");

        List<Received> messages = scene.awaitChanges(3);

        assertThat(textOf(messages.get(0), "keys")).isEqualTo("{\"id\":1}");
        assertThat(textOf(messages.get(0), "before_values")).isEqualTo("{}");
        assertThat(textOf(messages.get(0), "after_values")).isEqualTo("{\"a\":5,\"b\":null}");
        assertThat(textOf(messages.get(1), "values")).isEqualTo("{\"id\":2,\"b\":\"x\"}");
        assertThat(textOf(messages.get(2), "keys")).isEqualTo("{\"id\":2}");
    }

    @Test
    void withoutBlobsThoseThatDidNotChangeAreAbsent() {
        scene.run("SET binlog_row_image = NOBLOB", "UPDATE t SET a = 6", "UPDATE t SET l = 'm'");

        List<Received> messages = scene.awaitChanges(2);

        assertThat(textOf(messages.get(0), "before_values")).isEqualTo("{\"a\":null}");
        assertThat(textOf(messages.get(0), "after_values")).isEqualTo("{\"a\":6}");
        assertThat(textOf(messages.get(1), "after_values")).isEqualTo("{\"l\":\"m\"}");
    }

    @Test
    void partialJsonCarriesTheDifference() {
        scene.run(
                "SET binlog_row_value_options = PARTIAL_JSON",
                "UPDATE t SET j = JSON_SET(j, '$.k', 'short')",
                "UPDATE t SET j = JSON_REMOVE(j, '$.n[0]'), a = 7");

        List<Received> messages = scene.awaitChanges(2);

        assertThat(textOf(messages.get(0), "before_values"))
                .isEqualTo("{\"j\":{\"k\":\"0123456789\",\"n\":[1,2]}}");
        assertThat(textOf(messages.get(0), "after_values"))
                .isEqualTo(
                        "{\"j\":{\"json_diff\":[{\"op\":\"replace\",\"path\":\"$.k\","
                                + "\"value\":\"short\"}]}}");
        assertThat(textOf(messages.get(1), "after_values"))
                .isEqualTo(
                        "{\"a\":7,\"j\":{\"json_diff\":[{\"op\":\"remove\",\"path\":\"$.n[0]\"}]}}");
    }

    @Test
    void aJsonNullIsNotSqlsAndMarksAreTold() {
        scene.run("INSERT INTO t (id, j) VALUES (3, 'null'), (4, NULL), (5, '{\"base64\":\"x\"}')");

        List<Received> messages = scene.awaitChanges(3);

        assertThat(messages.get(0).values().get("j").toString()).isEqualTo("{\"json\":null}");
        assertThat(messages.get(1).values().get("j").toString()).isEqualTo("null");
        assertThat(messages.get(2).values().get("j").toString())
                .isEqualTo("{\"json\":{\"base64\":\"x\"}}");
    }

    @Test
    void compressedTransactionsAreUnwrapped() {
        scene.run(
                "SET binlog_transaction_compression = ON",
                "INSERT INTO t (id, l) VALUES (10, REPEAT('z', 100000)), (11, 'y')",
                "SET binlog_transaction_compression = OFF",
                "INSERT INTO t (id) VALUES (12)");

        List<Received> messages = scene.awaitChanges(3);

        assertThat(messages.get(0).values().get("l").asText()).hasSize(100_000);
        assertThat(messages)
                .extracting(message -> message.values().get("id").asInt())
                .containsExactly(10, 11, 12);
    }

    @Test
    void vectorsAreArraysOfNumbers() {
        scene.run(
                "CREATE TABLE v (id INT PRIMARY KEY, v VECTOR(3))",
                "INSERT INTO v VALUES (1, STRING_TO_VECTOR('[1.5, -2, 1e-7]'))");

        assertThat(scene.awaitChange().values().get("v").toString()).isEqualTo("[1.5,-2,1E-7]");
    }
}
