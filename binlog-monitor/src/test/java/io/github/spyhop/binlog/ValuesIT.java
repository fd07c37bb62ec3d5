package io.github.spyhop.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.BuiltinExchangeType;
import io.github.spyhop.binlog.snapshot.SnapshotOrder;
import io.github.spyhop.binlog.testing.Database;
import io.github.spyhop.binlog.testing.Received;
import io.github.spyhop.binlog.testing.RunningSource;
import io.github.spyhop.binlog.testing.Subscriber;
import io.github.spyhop.binlog.testing.TestSettings;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The value of every type in a message is that which the server itself gives as text. */
class ValuesIT {

    private static final String NAME = "values_it";
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    /** How a message's value is compared with the server's text. */
    private enum As {
        /** The same number. */
        NUMBER("c + 0"),
        /** The same FLOAT: the server's text of one is rounded. */
        FLOAT("c + 0e0"),
        /** The same text. */
        TEXT("CAST(c AS CHAR CHARACTER SET utf8mb4)"),
        /** The same text, with T and, for instants, Z. */
        DATETIME("REPLACE(CAST(c AS CHAR), ' ', 'T')"),
        INSTANT("CONCAT(REPLACE(CAST(c AS CHAR), ' ', 'T'), IF(c = 0, '', 'Z'))"),
        BASE64("REPLACE(TO_BASE64(c), '\\n', '')"),
        /** The same members. */
        SET("CAST(c AS CHAR CHARACTER SET utf8mb4)"),
        /** The same document, whatever its spaces. */
        DOCUMENT("CAST(c AS CHAR CHARACTER SET utf8mb4)"),
        GEOMETRY(
                "CONCAT(ST_SRID(c), ' ', REPLACE(TO_BASE64(ST_AsBinary(c, 'axis-order=long-lat')),"
                        + " '\\n', ''))");

        private final String sql;

        As(String sql) {
            this.sql = sql;
        }
    }

    private record Golden(String type, As as, List<String> values) {

        Golden(String type, As as, String... values) {
            this(type, as, List.of(values));
        }
    }

    private static final List<Golden> GOLDEN =
            List.of(
                    new Golden("TINYINT", As.NUMBER, "-128", "-1", "0", "127"),
                    new Golden("TINYINT UNSIGNED", As.NUMBER, "0", "128", "255"),
                    new Golden("SMALLINT", As.NUMBER, "-32768", "0", "32767"),
                    new Golden("SMALLINT UNSIGNED", As.NUMBER, "32768", "65535"),
                    new Golden("MEDIUMINT", As.NUMBER, "-8388608", "-1", "8388607"),
                    new Golden("MEDIUMINT UNSIGNED", As.NUMBER, "8388608", "16777215"),
                    new Golden("INT", As.NUMBER, "-2147483648", "-1", "2147483647"),
                    new Golden("INT UNSIGNED", As.NUMBER, "2147483648", "4294967295"),
                    new Golden("BIGINT", As.NUMBER, "-9223372036854775808", "9223372036854775807"),
                    new Golden(
                            "BIGINT UNSIGNED",
                            As.NUMBER,
                            "9007199254740993",
                            "18446744073709551615"),
                    new Golden("BOOLEAN", As.NUMBER, "TRUE", "FALSE"),
                    new Golden("DECIMAL(65,30)", As.TEXT, "-1.5", "1e-30", "0", "REPEAT('9', 35)"),
                    new Golden("DECIMAL(10,0)", As.TEXT, "-9999999999", "1000000000", "7"),
                    new Golden("DECIMAL(4,4)", As.TEXT, "0.1234", "-0.0001"),
                    new Golden("DECIMAL(18,9) UNSIGNED", As.TEXT, "123456789.000000001", "0.1"),
                    new Golden(
                            "FLOAT", As.FLOAT, "1.1", "-3.4028235e38", "1.4e-45", "0", "16777217"),
                    new Golden(
                            "DOUBLE",
                            As.NUMBER,
                            "1.1",
                            "-1.7976931348623157e308",
                            "5e-324",
                            "0.1 + 0.2"),
                    new Golden("BIT(1)", As.NUMBER, "b'0'", "b'1'"),
                    new Golden("BIT(10)", As.NUMBER, "b'1000000001'"),
                    new Golden("BIT(64)", As.NUMBER, "~0", "1"),
                    new Golden("YEAR", As.NUMBER, "0", "1901", "2155"),
                    new Golden("DATE", As.TEXT, "'0000-00-00'", "'2024-00-00'", "'9999-12-31'"),
                    new Golden("TIME", As.TEXT, "'-838:59:59'", "'838:59:59'", "'-00:00:01'"),
                    new Golden("TIME(1)", As.TEXT, "'-12:13:14.5'", "'00:00:00.1'"),
                    new Golden("TIME(3)", As.TEXT, "'-00:00:00.001'", "'101:02:03.999'"),
                    new Golden("TIME(6)", As.TEXT, "'-838:59:59.000000'", "'-01:02:03.000004'"),
                    new Golden(
                            "DATETIME", As.DATETIME, "0", "'1000-01-01'", "'9999-12-31 23:59:59'"),
                    new Golden("DATETIME(2)", As.DATETIME, "'2024-02-29 12:13:14.05'"),
                    new Golden("DATETIME(5)", As.DATETIME, "'2024-02-29 12:13:14.00005'"),
                    new Golden("DATETIME(6)", As.DATETIME, "'2024-12-00 00:00:00.999999'"),
                    new Golden("TIMESTAMP NULL", As.INSTANT, "0", "'1970-01-01 00:00:01'"),
                    new Golden(
                            "TIMESTAMP(3) NULL",
                            As.INSTANT,
                            "'2038-01-19 03:14:07.499'",
                            "'2000-02-29 23:59:59.001'"),
                    new Golden(
                            "TIMESTAMP(6) NULL",
                            As.INSTANT,
                            "'2100-01-01'",
                            "'2024-02-29 1:2:3.4'"),
                    new Golden("CHAR(5)", As.TEXT, "'a'", "''", "'äöü€𝄞'"),
                    new Golden("CHAR(255)", As.TEXT, "REPEAT('€', 255)", "'x'"),
                    new Golden(
                            "VARCHAR(300)", As.TEXT, "'\"\\\\\\n\\t\\0\\''", "REPEAT('𝄞', 300)"),
                    new Golden("TINYTEXT", As.TEXT, "'t'", "''"),
                    new Golden("MEDIUMTEXT", As.TEXT, "REPEAT('long ', 30000)"),
                    new Golden("LONGTEXT", As.TEXT, "'l'"),
                    new Golden("BINARY(4)", As.BASE64, "X'00'", "X'01020000'", "X'ffffffff'"),
                    new Golden("BINARY(255)", As.BASE64, "X'41'", "REPEAT('a', 255)"),
                    new Golden("VARBINARY(300)", As.BASE64, "X''", "X'00ff00'", "REPEAT('a', 300)"),
                    new Golden("TINYBLOB", As.BASE64, "X'00'"),
                    new Golden("LONGBLOB", As.BASE64, "REPEAT('b', 100000)"),
                    new Golden("ENUM('a','b''c','ü')", As.TEXT, "'a'", "'b''c'", "'ü'", "'no'"),
                    new Golden("SET('x','y','ü')", As.SET, "''", "'x'", "'x,ü'", "'y,x,ü'"),
                    new Golden("GEOMETRY", As.GEOMETRY, "ST_GeomFromText('POINT(1.5 -2)')"),
                    new Golden(
                            "POINT",
                            As.GEOMETRY,
                            "ST_GeomFromText('POINT(50 8)', 4326)",
                            "ST_GeomFromText('POINT(1 2)', 0)"));

    private static final List<String> DOCUMENTS =
            List.of(
                    "'{}'",
                    "'[]'",
                    "'true'",
                    "'1'",
                    "'-2147483649'",
                    "'18446744073709551615'",
                    "'1.5e300'",
                    "'\"ü€𝄞\\\\u0001\"'",
                    "'{\"a\":[1,2,{\"b\":null}],\"c\":\"d\"}'",
                    "JSON_OBJECT('n', CAST(1.10 AS DECIMAL(5,2)), 't', CAST('10:11:12' AS TIME))",
                    "JSON_ARRAY(CAST('2024-01-02' AS DATE), TIMESTAMP('2024-01-02 03:04:05.6'))",
                    "JSON_ARRAY(CAST('-01:02:03.5' AS TIME(6)), X'00ff')",
                    "JSON_OBJECT(REPEAT('k', 70), REPEAT('x', 70000), 'z', 65536)",
                    "(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900)"
                            + " SELECT JSON_ARRAYAGG(i * 70000) FROM n)");

    @ParameterizedTest
    @EnumSource(
            value = ServerKind.class,
            names = {"MYSQL", "MYSQL80"})
    void areThoseOfTheServer(ServerKind kind) {
        ServerAddress rabbit = RealServers.shared(ServerKind.RABBITMQ);
        ServerAddress mysql = RealServers.shared(kind);
        List<Golden> all = new ArrayList<>(GOLDEN);
        all.add(new Golden("JSON", As.DOCUMENT, DOCUMENTS));
        try (Database database = new Database(mysql, NAME);
                Subscriber subscriber = new Subscriber(rabbit, NAME, BuiltinExchangeType.FANOUT);
                RunningSource source =
                        RunningSource.startAndAwait(TestSettings.of(NAME, mysql, rabbit).build())) {
            database.run("SET sql_mode = '', time_zone = '+00:00', NAMES utf8mb4");
            for (Golden golden : all) {
                check(golden, database, subscriber);
                checkSnapshot(golden, source, subscriber);
            }
            for (String characterSet :
                    database.column(
                            "SELECT CHARACTER_SET_NAME FROM"
                                    + " information_schema.CHARACTER_SETS WHERE CHARACTER_SET_NAME"
                                    + " <> 'binary'")) {
                Golden golden = ofCharacterSet(characterSet);
                check(golden, database, subscriber);
                checkSnapshot(golden, source, subscriber);
            }
            assertThat(source.runner().discarded()).isZero();
        }
    }

    /** All characters of two bytes of UTF-8 or less that the set has, and some of others. */
    private static Golden ofCharacterSet(String name) {
        String samples =
                "'aZ09~', 'äöüß', 'Привет', 'Ελλάδα', 'שלום', 'ไทย', 'こんにちは漢字', '한국어', '中文',"
                        + " '€™', '日本'";
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= 11; i++) {
            values.add(
                    "(SELECT REPLACE(CONVERT(v USING %1$s), '?', '') FROM (SELECT ELT(%2$d, %3$s) v) s)"
                            .formatted(name, i, samples));
        }
        return new Golden("VARCHAR(300) CHARACTER SET " + name, As.TEXT, values);
    }

    private static void check(Golden golden, Database database, Subscriber subscriber) {
        database.run(
                "DROP TABLE IF EXISTS t",
                "CREATE TABLE t (id INT PRIMARY KEY, c %s) CHARACTER SET utf8mb4"
                        .formatted(golden.type()));
        subscriber.forget();
        int rows = 0;
        for (String value : golden.values()) {
            database.run("INSERT INTO t VALUES (%d, %s)".formatted(++rows, value));
        }
        database.run("INSERT INTO t VALUES (%d, NULL)".formatted(++rows));
        List<String> texts =
                database.column("SELECT %s FROM t ORDER BY id".formatted(golden.as().sql));
        List<Received> messages = subscriber.awaitChanges(rows);
        for (int i = 0; i < rows; i++) {
            JsonNode value = messages.get(i).values().get("c");
            if (i == rows - 1) {
                assertThat(value.isNull()).as("%s NULL", golden.type()).isTrue();
            } else {
                assertThat(textOf(value, golden.as()))
                        .as("%s %s: %s", golden.type(), golden.values().get(i), value)
                        .isEqualTo(expected(golden.as(), texts.get(i)));
            }
        }
    }

    /** A row that is read is as it was when it was inserted. */
    private static void checkSnapshot(Golden golden, RunningSource source, Subscriber subscriber) {
        List<Received> inserted = subscriber.changes();
        source.order((orders, name) ->
                orders.snapshot(
                        name,
                        new SnapshotOrder(
                                UUID.randomUUID().toString(), List.of(NAME + ".t"), false)));
        List<Received> read = subscriber.awaitChanges(2 * inserted.size() + 1);
        for (int i = 0; i < inserted.size(); i++) {
            Received row = read.get(inserted.size() + i);
            assertThat(row.type()).isEqualTo("row_snapshot");
            assertThat(row.body().get("keys")).isEqualTo(inserted.get(i).body().get("keys"));
            assertThat(row.values())
                    .as("%s, inserted as %s", golden.type(), inserted.get(i).values())
                    .isEqualTo(inserted.get(i).values());
        }
        assertThat(read.getLast().type()).isEqualTo("snapshot_end");
        assertThat(read.getLast().body().get("rows").asInt()).isEqualTo(inserted.size());
    }

    private static Object expected(As as, String text) {
        return switch (as) {
            case NUMBER -> new BigDecimal(text).stripTrailingZeros();
            case FLOAT -> (float) Double.parseDouble(text);
            case DOCUMENT -> tree(text);
            case TEXT, DATETIME, INSTANT, BASE64, SET, GEOMETRY -> text;
        };
    }

    private static Object textOf(JsonNode value, As as) {
        return switch (as) {
            case NUMBER -> value.decimalValue().stripTrailingZeros();
            case FLOAT -> Float.parseFloat(value.asText());
            case DOCUMENT -> value.has("json") ? value.get("json") : value;
            case TEXT, DATETIME, INSTANT -> value.isTextual() ? value.textValue() : value;
            case BASE64 -> value.path("base64").asText("none");
            case SET -> {
                List<String> members = new ArrayList<>();
                value.forEach(member -> members.add(member.textValue()));
                yield String.join(",", members);
            }
            case GEOMETRY ->
                    value.at("/geometry/srid").asText() + " " + value.at("/geometry/wkb").asText();
        };
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(text, failure);
        }
    }
}
