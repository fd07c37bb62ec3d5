package io.github.spyhop.collector.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowLogParserTest {

    private static final Instant AT = Instant.parse("2024-05-13T10:57:14Z");

    private static final String ENTRY =
            """
            # Time: 2024-05-13T10:57:14.471456Z
            # User@Host: app[app] @  [10.0.1.7]  Id: 581102
            # Query_time: 10.002404  Lock_time: 0.000012 Rows_sent: 1  Rows_examined: 20
            use shop;
            SET timestamp=1715597824;
            select sleep(10);
            """;

    private final SlowLogParser parser = new SlowLogParser();

    @Test
    void readsAnEntry() {
        List<SlowLogEntry> entries = parser.parse(AT, ENTRY);

        assertThat(entries)
                .containsExactly(
                        new SlowLogEntry(
                                Instant.parse("2024-05-13T10:57:14.471456Z"),
                                "app",
                                "10.0.1.7",
                                "shop",
                                10.002404,
                                0.000012,
                                1,
                                20,
                                "select sleep(10);"));
    }

    @Test
    void keepsTheSchemaUntilItChanges() {
        parser.parse(AT, ENTRY);

        List<SlowLogEntry> next = parser.parse(AT, ENTRY.replace("use shop;\n", ""));

        assertThat(next).singleElement().returns("shop", SlowLogEntry::schema);
    }

    @Test
    void readsSeveralEntriesOfOneEventAndLeavesTheFilesHeaderOut() {
        String header =
                """
                /rdsdbbin/oscar/bin/mysqld, Version: 8.0.28 (Source distribution). started with:
                Tcp port: 3306  Unix socket: /tmp/mysql.sock
                Time                 Id Command    Argument
                """;

        List<SlowLogEntry> entries = parser.parse(AT, ENTRY + header + ENTRY);

        assertThat(entries).hasSize(2).allMatch(entry -> entry.sql().equals("select sleep(10);"));
        assertThat(parser.parse(AT, header)).isEmpty();
    }

    @Test
    void keepsWhatLooksLikeAHeadWithinAStatement() {
        String sql = "select 1\n# a comment: 1\n, 'use shop;' from t;";

        List<SlowLogEntry> entries = parser.parse(AT, ENTRY.replace("select sleep(10);", sql));

        assertThat(entries).singleElement().returns(sql, SlowLogEntry::sql);
    }

    @Test
    void leavesOutWhatWasCutBeforeItsText() {
        assertThat(parser.parse(AT, ENTRY.substring(0, 120))).isEmpty();
        assertThat(parser.parse(AT, "")).isEmpty();
    }
}
