package io.github.spyhop.model.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FingerprintStreamTest {

    private long wrongLines;

    @Test
    void writesAnObjectALine() throws IOException {
        String written = run("\"SELECT a FROM db.t, u WHERE b = \\\"x\\\"\"\n\"commit\"\n");

        assertThat(written)
                .isEqualTo(
                        """
                        {"digest_text":"SELECT `a` FROM `db` . `t` , `u` WHERE `b` = ?",\
                        "digest_id":"%s","kind":"READ","tables":["db.t","u"]}
                        {"digest_text":"COMMIT","digest_id":"%s","kind":"TRANSACTION","tables":[]}
                        """
                                .formatted(id("SELECT a FROM db.t, u WHERE b = 1"), id("COMMIT")));
        assertThat(wrongLines).isZero();
    }

    @Test
    void readsEveryJsonEscape() throws IOException {
        String written =
                run("\"SELECT `\\u00e9\\uD83D\\uDE00\\/\\\\`\\n,\\t`\\b\\f\\r` \\u002c é\"");

        assertThat(written).contains("SELECT , `\\u0008\\u000c\\u000d` , `é`");
    }

    @Test
    void readsHalvesOfSurrogatePairsAndBrokenUtf8() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] line = "\"SELECT `\\ud83d`, `\\ude00\\ud83d`, '~'\"".getBytes(UTF_8);
        line[line.length - 3] = (byte) 0xC3;

        new FingerprintStream(DigestOptions.DEFAULT).run(new ByteArrayInputStream(line), out);

        assertThat(out.toString(UTF_8)).contains("SELECT `\uFFFD` , `\uFFFD\uFFFD` , ?");
    }

    @Test
    void goesOnBehindALineThatIsNoString() throws IOException {
        String written =
                run(
                        """
                        {"sql": 1}

                        "SELECT 1
                        "SELECT \\x"
                        "SELECT \\u12"
                        "SELECT 1" "2"
                        "SELECT\t1"
                        "SELECT 1"
                        """);

        assertThat(wrongLines).isEqualTo(7);
        assertThat(written.lines().limit(7)).allMatch(line -> line.startsWith("{\"error\":\""));
        assertThat(written.lines().skip(3).findFirst().orElseThrow()).endsWith(",\"line\":4}");
        assertThat(written.lines().toList()).hasSize(8).last().asString().contains("SELECT ?");
    }

    @Test
    void tellsOfFurtherStatementsInALine() throws IOException {
        assertThat(run("\"SELECT 1; DELETE FROM t; ; \""))
                .isEqualTo(
                        ("{\"digest_text\":\"SELECT ?\",\"digest_id\":\"%s\",\"kind\":\"READ\",\"tables\":[],"
                                        + "\"more\":[{\"digest_text\":\"DELETE FROM `t`\",\"digest_id\":\"%s\","
                                        + "\"kind\":\"WRITE\",\"tables\":[\"t\"]}]}\n")
                                .formatted(id("SELECT 1"), id("DELETE FROM t")));
    }

    @Test
    void readsLinesLongerThanItsBuffer() throws IOException {
        String list = "1, ".repeat(200_000) + "2";

        assertThat(run("\"SELECT " + list + "\"\n\"SELECT a\"\n").lines())
                .hasSize(2)
                .first()
                .asString()
                .contains("SELECT ?, ...");
    }

    @Test
    @Timeout(30)
    void writesWhatItKnowsBeforeItWaits() throws Exception {
        try (PipedOutputStream input = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(input);
                PipedOutputStream out = new PipedOutputStream();
                PipedInputStream output = new PipedInputStream(out)) {
            Thread stream = Thread.ofVirtual().start(() -> runQuietly(in, out));
            input.write("\"SELECT 1\"\n".getBytes(UTF_8));
            input.flush();

            assertThat(output.read()).isEqualTo('{');

            input.close();
            stream.join();
        }
    }

    private static void runQuietly(InputStream in, PipedOutputStream out) {
        try {
            new FingerprintStream(DigestOptions.DEFAULT).run(in, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String run(String lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        wrongLines =
                new FingerprintStream(DigestOptions.DEFAULT)
                        .run(new ByteArrayInputStream(lines.getBytes(UTF_8)), out);
        return out.toString(UTF_8);
    }

    private static String id(String sql) {
        return new SqlDigester().digest(sql).id();
    }
}
