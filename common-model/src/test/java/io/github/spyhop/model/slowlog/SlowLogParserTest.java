package io.github.spyhop.model.slowlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.model.statement.Dialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowLogParserTest {

    private static final String HEADER =
            """
            /usr/sbin/mysqld, Version: 8.0.36 (MySQL Community Server - GPL). started with:
            Tcp port: 3306  Unix socket: /tmp/mysql.sock
            Time                 Id Command    Argument
            """;

    private static final String ENTRY =
            """
            # Time: 2026-05-13T10:57:14.471456Z
            # User@Host: app[app] @ web-1 [10.0.1.7]  Id: 581102
            # Query_time: 10.002404  Lock_time: 0.000012 Rows_sent: 1  Rows_examined: 20
            use shop;
            SET timestamp=1778669824;
            select sleep(10);
            """;

    private final List<SlowLogEntry> entries = new ArrayList<>();
    private SlowLogTally tally = new SlowLogTally(0, 0, 0, Map.of());

    private List<SlowLogEntry> read(byte[] log) throws IOException {
        SlowLogParser parser = new SlowLogParser(entries::add);
        SlowLogLines lines = new SlowLogLines(new ByteArrayInputStream(log));
        for (String line = lines.next(); line != null; line = lines.next()) {
            parser.line(line);
        }
        parser.end();
        tally = parser.tally();
        return entries;
    }

    private List<SlowLogEntry> read(String log) throws IOException {
        return read(log.getBytes(UTF_8));
    }

    @Test
    void readsAnEntryOfMySql() throws Exception {
        assertThat(read(HEADER + ENTRY))
                .containsExactly(
                        new SlowLogEntry(
                                Instant.parse("2026-05-13T10:57:14.471456Z"),
                                "app",
                                "10.0.1.7",
                                "shop",
                                10_002_404,
                                12,
                                1,
                                20,
                                0,
                                0,
                                null,
                                Dialect.parse("8.0.36"),
                                "select sleep(10)"));
        assertThat(entries.getFirst().startedAt())
                .isEqualTo(Instant.parse("2026-05-13T10:57:04.469052Z"));
        assertThat(tally).isEqualTo(new SlowLogTally(1, 0, 1, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-05-13T19:57:14.471456+09:00",
                "2026-05-13T10:57:14.471456-00:00",
                "2026-05-13T05:27:14.471456-05:30"
            })
    void readsTimesOfAllZones(String time) throws Exception {
        read(ENTRY.replace("2026-05-13T10:57:14.471456Z", time));

        assertThat(entries)
                .singleElement()
                .returns(Instant.parse("2026-05-13T10:57:14.471456Z"), SlowLogEntry::endedAt);
    }

    @Test
    void readsOlderLogsThatTellTheLocalTimeOnceASecond() throws Exception {
        String old = ENTRY.replace("2026-05-13T10:57:14.471456Z", "260513  9:57:14");

        read(old + old.substring(old.indexOf('\n') + 1));

        assertThat(entries)
                .hasSize(2)
                .allMatch(entry -> Instant.ofEpochSecond(1_778_669_824).equals(entry.endedAt()));
    }

    @Test
    void readsWhatLogSlowExtraAdds() throws Exception {
        read(
                ENTRY.replace(
                        "Rows_examined: 20",
                        "Rows_examined: 20 Thread_id: 8 Errno: 1062 Killed: 0 Bytes_sent: 56"
                                + " Start: 2026-05-13T10:57:04.469052Z"
                                + " End: 2026-05-13T10:57:14.471456Z"));

        assertThat(entries)
                .singleElement()
                .returns(1062, SlowLogEntry::errorNumber)
                .returns(56L, SlowLogEntry::bytesSent);
        assertThat(tally.withoutErrorNumber()).isZero();
    }

    @Test
    void readsPerconaServersAndMariaDbsFigures() throws Exception {
        read(
                """
                # Time: 130601  8:01:06.058915
                # User@Host: root[root] @ localhost []  Id:    42
                # Schema: imdb  Last_errno: 0  Killed: 0
                # Query_time: 7.725616  Lock_time: 0.000328  Rows_sent: 4  Rows_examined: 15  Rows_affected: 3
                # Bytes_sent: 272  Tmp_tables: 0
                # Full_scan: Yes  Full_join: No
                SET timestamp=1370073666;
                SELECT 1;
                # User@Host: app[app] @ web []
                # Thread_id: 5  Schema: shop  QC_hit: No
                # Query_time: 0.5  Lock_time: 0  Rows_sent: 1  Rows_examined: 0
                # Rows_affected: 0  Bytes_sent: 11
                #
                # explain: id	select_type
                # explain: 1	SIMPLE
                #
                SET timestamp=1370073667;
                # a comment of the client: 1
                SELECT 2;
                """);

        assertThat(entries)
                .extracting(
                        SlowLogEntry::schema,
                        SlowLogEntry::client,
                        SlowLogEntry::rowsAffected,
                        SlowLogEntry::errorNumber,
                        SlowLogEntry::sql)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("imdb", "localhost", 3L, 0, "SELECT 1"),
                        org.assertj.core.groups.Tuple.tuple(
                                "shop", "web", 0L, null, "# a comment of the client: 1\nSELECT 2"));
    }

    @Test
    void keepsTheSchemaUntilItChangesOrTheFileIsOpenedAnew() throws Exception {
        String same = ENTRY.replace("use shop;\n", "");

        read(ENTRY + same + HEADER + same);

        assertThat(entries).extracting(SlowLogEntry::schema).containsExactly("shop", "shop", null);
    }

    @Test
    void keepsWhatLooksLikeHeadsWithinAStatement() throws Exception {
        String sql =
                """
                select 1 /*
                # Time: 2001-01-01T00:00:00Z
                # Query_time: 1.0  Lock_time: 0.0 Rows_sent: 1  Rows_examined: 1
                use other;
                SET timestamp=1;
                # User@Host: nobody[nobody] @ nowhere [10.0.0.1]  Id: 1
                /usr/sbin/mysqld, Version: 5.7.1 (x). started with:
                */
                , 'a;

                # administrator command: Quit;
                b'\
                """;

        read(ENTRY.replace("select sleep(10)", sql) + ENTRY);

        assertThat(entries).extracting(SlowLogEntry::sql).containsExactly(sql, "select sleep(10)");
    }

    @Test
    void takesAUseStatementForAStatement() throws Exception {
        read(ENTRY.replace("select sleep(10)", "USE other"));

        assertThat(entries)
                .singleElement()
                .returns("USE other", SlowLogEntry::sql)
                .returns("shop", SlowLogEntry::schema);
    }

    @Test
    void countsCommandsThatAreNoStatements() throws Exception {
        String quit = ENTRY.replace("select sleep(10);", "# administrator command: Quit;");

        assertThat(read(quit + ENTRY + quit)).hasSize(1);
        assertThat(tally).isEqualTo(new SlowLogTally(1, 0, 1, Map.of("Quit", 2L)));
    }

    @Test
    void countsWhatIsCutAtBothEndsAndInTheMiddle() throws Exception {
        String start = ENTRY.substring(ENTRY.indexOf("use"));
        String end = ENTRY.substring(0, ENTRY.length() - 4);

        read(start + ENTRY + end + ENTRY + HEADER + end);

        assertThat(entries).hasSize(2).allMatch(entry -> entry.sql().equals("select sleep(10)"));
        assertThat(tally.cut()).isEqualTo(3);
    }

    @Test
    void countsAnEntryOnceWhereverTheFileIsCut() throws Exception {
        for (int length = 1; length < ENTRY.length(); length++) {
            entries.clear();
            read(ENTRY + ENTRY.substring(0, length));

            // Its last byte is the line's end, which says nothing.
            boolean whole = length == ENTRY.length() - 1;
            assertThat(tally.entries()).as("cut at %d", length).isEqualTo(whole ? 2 : 1);
            assertThat(tally.cut()).as("cut at %d", length).isEqualTo(whole ? 0 : 1);
        }
    }

    @Test
    void countsAStatementThatIsTooLongAsCut() throws Exception {
        String many = "x".repeat(SlowLogParser.TEXT_CHARS_MAX / 2);

        read(ENTRY.replace("sleep(10)", "'" + many + "\n" + many + "'") + ENTRY);

        assertThat(entries).hasSize(1);
        assertThat(tally.cut()).isEqualTo(1);
    }

    @Test
    void knowsASlowLogByItsLines() {
        assertThat(SlowLogParser.isSlowLog(HEADER)).isTrue();
        assertThat(SlowLogParser.isSlowLog("from t;\n" + ENTRY)).isTrue();
        assertThat(SlowLogParser.isSlowLog("# Time: now\n# title: x\nmysqld, Version: 1"))
                .isFalse();
        assertThat(SlowLogParser.isSlowLog("")).isFalse();
    }

    @Test
    void takesAnyBytes() throws Exception {
        Random random = new Random(20_261_121);
        byte[] log =
                (HEADER + ENTRY + ENTRY.replace("use shop;\n", "") + HEADER + ENTRY)
                        .getBytes(UTF_8);
        String[] tokens = {
            "# Time: ",
            "# User@Host: ",
            "] @ [",
            "[",
            "# Query_time: ",
            "NaN",
            "-1",
            "1e999",
            "use ;",
            "SET timestamp=99999999999;",
            "# administrator command: ",
            "\n",
            ";",
            "Errno: x ",
            "\r",
            ", Version: 9.x started with:\n",
            "Tcp port: \n",
            "9999999999999999999999 "
        };
        for (int round = 0; round < 20_000; round++) {
            byte[] mutated = log.clone();
            for (int i = random.nextInt(12); i > 0; i--) {
                int at = random.nextInt(mutated.length);
                byte[] token = tokens[random.nextInt(tokens.length)].getBytes(UTF_8);
                if (random.nextBoolean()) {
                    mutated[at] = (byte) random.nextInt(256);
                } else {
                    System.arraycopy(
                            token, 0, mutated, at, Math.min(token.length, mutated.length - at));
                }
            }
            int from = random.nextInt(mutated.length);
            byte[] part =
                    random.nextBoolean()
                            ? mutated
                            : java.util.Arrays.copyOfRange(
                                    mutated,
                                    from,
                                    from + random.nextInt(mutated.length - from + 1));
            entries.clear();

            read(part);

            // At most as many as there were, each in order or counted as cut.
            assertThat(tally.entries()).isEqualTo(entries.size());
            assertThat(entries)
                    .allSatisfy(entry -> {
                        assertThat(entry.latencyMicros()).isNotNegative();
                        assertThat(entry.rowsSent()).isNotNegative();
                        assertThat(entry.dialect()).isNotNull();
                        entry.startedAt();
                    });
        }
    }
}
