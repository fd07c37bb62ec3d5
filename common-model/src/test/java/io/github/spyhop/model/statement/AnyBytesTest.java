package io.github.spyhop.model.statement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever arrives on the wire is taken, and in time that grows with its length at most. */
class AnyBytesTest {

    private static final int HUGE = 64 << 20;

    /** Long enough for time that grows with the square of the length never to end. */
    private static final int LONG = 4 << 20;

    private static final List<DigestOptions> OPTIONS =
            List.of(
                    DigestOptions.DEFAULT,
                    DigestOptions.DEFAULT.withDigestLengthMax(64),
                    DigestOptions.DEFAULT.withDialect(Dialect.MYSQL_8_0),
                    DigestOptions.DEFAULT.withDialect(Dialect.MARIADB),
                    DigestOptions.DEFAULT.withSqlModes(Set.of(SqlMode.values())),
                    DigestOptions.DEFAULT.withCharset(ClientCharset.of("gbk")),
                    DigestOptions.DEFAULT.withCharset(ClientCharset.of("sjis")),
                    DigestOptions.DEFAULT.withCharset(ClientCharset.of("ujis")),
                    DigestOptions.DEFAULT.withCharset(ClientCharset.LATIN1));

    private static final String[] PIECES = {
        "SELECT",
        "WITH",
        "ROLLUP",
        "INSERT",
        "NULL",
        "NOT",
        "IS",
        "ORDER",
        "BY",
        "ROLLUP",
        "(",
        ")",
        ",",
        "1",
        "-",
        "+",
        "'",
        "\"",
        "`",
        "/*",
        "*/",
        "/*!",
        "/*!99999",
        "/*+",
        "--",
        "#",
        "\n",
        "@",
        "@@",
        ".",
        ";",
        "$",
        "$$",
        "\\",
        "x'",
        "b'",
        "n'",
        "0x",
        "1e",
        "?",
        "CREATE",
        "PROCEDURE",
        "BEGIN",
        "END",
        "IF",
        "CASE",
        "THEN",
        "é",
        "_utf8mb4",
        ":=",
        "<=>",
        "->",
        "\0",
        "ON",
        "DEFAULT",
        "BINARY",
        "{",
        "}",
        "=",
        "*",
        "FROM",
        "UPDATE",
        "DELETE",
        "USING",
        "TABLE"
    };

    @Test
    void takesRandomBytes() {
        Random random = new Random(1);
        for (DigestOptions options : OPTIONS) {
            SqlDigester digester = new SqlDigester(options);
            for (int i = 0; i < 2_000; i++) {
                byte[] sql = new byte[random.nextInt(200)];
                random.nextBytes(sql);
                assertThat(digester.digest(sql).id()).hasSize(32);
            }
        }
    }

    @Test
    void takesAnyOrderOfWhatHasAMeaning() {
        Random random = new Random(2);
        for (DigestOptions options : OPTIONS) {
            SqlDigester digester = new SqlDigester(options);
            TableScanner tables =
                    new TableScanner(
                            options, Keywords.ofStatements(options.dialect().wordsVersion()));
            Redaction redaction = new Redaction(options, Redaction.Literals.HIDDEN);
            for (int i = 0; i < 3_000; i++) {
                byte[] sql = pieces(random).getBytes(ISO_8859_1);
                digester.digest(sql);
                assertThat(digester.nextStatement()).isBetween(1, sql.length);
                tables.tables(sql, 0, sql.length);
                redaction.redact(sql, 0, sql.length, 1_000);
            }
        }
    }

    @Test
    void takesEveryBeginningOfAStatement() {
        for (GoldenFile.Entry entry : GoldenFile.entries()) {
            SqlDigester digester = new SqlDigester(entry.options());
            byte[] sql = entry.bytes();
            for (int length = 0; length <= sql.length; length++) {
                digester.digest(sql, 0, length);
                assertThat(digester.nextStatement()).isLessThanOrEqualTo(length);
            }
        }
    }

    @Test
    void takesStatementsWithBytesChanged() {
        Random random = new Random(3);
        for (GoldenFile.Entry entry : GoldenFile.entries()) {
            SqlDigester digester = new SqlDigester(entry.options());
            for (int i = 0; i < 100; i++) {
                byte[] sql = entry.bytes();
                for (int change = random.nextInt(4); change >= 0; change--) {
                    sql[random.nextInt(sql.length)] = (byte) random.nextInt(256);
                }
                assertThat(digester.digest(sql).id()).hasSize(32);
                assertThat(digester.nextStatement()).isBetween(1, sql.length);
            }
        }
    }

    private static String pieces(Random random) {
        StringBuilder sql = new StringBuilder("x");
        int count = random.nextInt(40);
        for (int i = 0; i < count; i++) {
            sql.append(random.nextInt(3) == 0 ? "" : " ");
            sql.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return sql.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "(", "NULL,", "WITH ", "\u00e9"})
    @Timeout(60)
    void takesHugeTexts(String piece) {
        assertThat(digestOfRepeated(piece, HUGE).text().length()).isLessThan(16 << 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`",
                "/*",
                "/*!99999 /*",
                "-",
                "--",
                "$",
                "$a",
                "1,",
                "(1),",
                "SELECT /*+ ",
                "BEGIN ",
                "a.",
                "@",
                "COUNT ",
                "ORDER BY 1, ",
                "f(",
                "\\'",
                "INSERT ",
                "a,",
                "/*+ x('",
                "0x",
                "1e",
                "CREATE PROCEDURE p() BEGIN IF ",
                "ORDER BY (",
                "_utf8mb4",
                "<",
                "!",
                ".",
            })
    @Timeout(60)
    void takesLongTextsInTime(String piece) {
        assertThat(digestOfRepeated(piece, LONG).text().length()).isLessThan(16 << 20);
    }

    private static StatementDigest digestOfRepeated(String piece, int length) {
        return new SqlDigester(DigestOptions.DEFAULT.withSqlModes(Set.of(SqlMode.IGNORE_SPACE)))
                .digest(repeated(piece, length));
    }

    private static byte[] repeated(String piece, int length) {
        byte[] unit = piece.getBytes(ISO_8859_1);
        byte[] sql = new byte[length];
        for (int i = 0; i < length; i++) {
            sql[i] = unit[i % unit.length];
        }
        return sql;
    }
}
