package io.github.spyhop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slow logs of real servers, recorded by src/test/slowlogs/record.sh, with what they counted. */
class SlowLogDigestTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path LOGS = Path.of("src/test/resources/slowlogs");
    private static final byte[] NO_INPUT = {};

    /** After so many lines it says how far it is. */
    private static final int PROGRESS_LINES = 1 << 17;

    @TempDir private Path folder;

    private static String log(String name) {
        return LOGS.resolve(name + ".log.gz").toString();
    }

    private static String text(String name) throws IOException {
        try (GZIPInputStream packed =
                new GZIPInputStream(
                        new ByteArrayInputStream(Files.readAllBytes(Path.of(log(name)))))) {
            return new String(packed.readAllBytes(), UTF_8);
        }
    }

    private static CommandRun digest(String... arguments) throws Exception {
        return CommandRun.of(
                NO_INPUT,
                Stream.concat(Stream.of("digest"), Stream.of(arguments)).toArray(String[]::new));
    }

    private static JsonNode json(String... arguments) throws Exception {
        CommandRun run =
                digest(
                        Stream.concat(Stream.of(arguments), Stream.of("--format", "json"))
                                .toArray(String[]::new));
        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isZero();
        return MAPPER.readTree(run.written());
    }

    /** What servers name otherwise in the log than in their own count. */
    private static boolean isNamedOtherwise(String text) {
        return text.isEmpty()
                // The log has the statement that is executed,
                || text.startsWith("EXECUTE ")
                || text.startsWith("PREPARE ")
                || text.startsWith("DEALLOCATE ")
                || text.equals("SELECT * FROM `item` WHERE `id` = ? AND `price` > ?")
                // the schema that was changed to,
                || text.startsWith("USE ")
                // and SHOW of 8.0.15 is counted as what it is rewritten to, too.
                || text.startsWith("SHOW ")
                || text.startsWith("SELECT `cat` . `name`")
                // What cannot be parsed has no digest there;
                || text.equals("SELECT FROM WHERE")
                // the client asks this on its own, of servers that do not know it.
                || text.equals("SELECT `$$`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql97", "mysql97_extra", "mysql80", "mysql80_extra"})
    void countsWhatTheServerCounted(String name) throws Exception {
        // 8.0.15 writes Errno: 0 for statements that failed, too.
        boolean tellsErrors = name.equals("mysql97_extra");
        Map<String, String> expected = new TreeMap<>();
        for (String line : Files.readAllLines(LOGS.resolve(name + ".tsv"))) {
            String[] row = line.split("\t", -1);
            if (!isNamedOtherwise(row[6])) {
                expected.put(
                        row[0] + " " + row[6],
                        row[1] + " " + (tellsErrors ? row[2] : "0") + " " + row[3]);
            }
        }

        // The recorder's own session asks for the version, too.
        JsonNode report = json(log(name), "--filter", "user=app");
        Map<String, String> seen = new TreeMap<>();
        for (JsonNode digest : report.get("digests")) {
            if (!isNamedOtherwise(digest.get("digest_text").asText())) {
                seen.put(
                        digest.get("schema").asText() + " " + digest.get("digest_text").asText(),
                        digest.get("count")
                                + " "
                                + digest.get("errors")
                                + " "
                                + digest.get("rows_sent"));
            }
        }

        assertThat(seen).isEqualTo(expected).hasSizeGreaterThan(10);
        JsonNode coverage = report.get("coverage");
        assertThat(coverage.get("source").asText()).isEqualTo("slow_log");
        // The recorder may have ended the log before the last client had gone.
        long commands = coverage.at("/administrator_commands/Quit").asLong();
        assertThat(commands).isBetween(1L, 2L);
        assertThat(coverage.get("entries").asLong())
                .isEqualTo(json(log(name)).get("statements").asLong())
                .isEqualTo(
                        text(name).lines().filter(line -> line.startsWith("# Query_time: ")).count()
                                // The commands, and what a statement's comment looks like.
                                - commands
                                - 2);
        assertThat(coverage.get("entries_without_error_number").asLong())
                .isEqualTo(name.endsWith("_extra") ? 0 : coverage.get("entries").asLong());
        assertThat(coverage.get("entries_cut").asLong()).isZero();
    }

    @Test
    void tellsWhoWhenAndHowLong() throws Exception {
        JsonNode report = json(log("mysql80_extra"), "--filter", "digest~SLEEP");

        JsonNode sleep = report.get("digests").get(0);
        assertThat(report.get("digests")).hasSize(1);
        assertThat(sleep.get("users").toString()).isEqualTo("[\"app\"]");
        assertThat(sleep.get("clients").toString()).isEqualTo("[\"127.0.0.1\"]");
        assertThat(sleep.get("count").asLong()).isEqualTo(2);
        assertThat(sleep.at("/latency_micros/min").asLong()).isBetween(50_000L, 60_000L);
        assertThat(sleep.at("/latency_micros/p99").asLong())
                .isBetween(50_000L, sleep.at("/latency_micros/max").asLong());
        // The server's clock was nine hours ahead of UTC, the session's stood at 2017.
        assertThat(sleep.get("last_seen").asText()).matches("2026-11-21T13:\\d\\d:.*Z");
    }

    @Test
    void readsRotatedFilesPackedOrNotAndThoseOfStandardInput() throws Exception {
        String whole = text("mysql97");
        int half = whole.indexOf("/usr/sbin/mysqld, Version", 1);
        Path first = Files.writeString(folder.resolve("slow.log.1"), whole.substring(0, half));
        Path second = Files.writeString(folder.resolve("slow.log"), whole.substring(half));

        JsonNode together = json(second.toString(), first.toString());

        JsonNode packed = json(log("mysql97"));
        assertThat(together.get("digests")).isEqualTo(packed.get("digests"));
        CommandRun piped =
                CommandRun.of(
                        Files.readAllBytes(Path.of(log("mysql97"))),
                        "digest",
                        "-",
                        "--format=json");
        assertThat(MAPPER.readTree(piped.written()).get("digests"))
                .isEqualTo(packed.get("digests"));
    }

    @Test
    void countsWhatIsCutAsLost() throws Exception {
        String whole = text("mysql97_extra");
        int from = whole.indexOf("SELECT name");
        Path part =
                Files.writeString(
                        folder.resolve("slow.log"),
                        whole.substring(from, whole.lastIndexOf("DELETE FROM") + 4));

        CommandRun run = digest(part.toString(), "--format=json");

        JsonNode report = MAPPER.readTree(run.written());
        assertThat(run.status()).isZero();
        assertThat(run.errors()).hasLineCount(1).contains(part + " is damaged, or begins or ends");
        assertThat(report.at("/coverage/entries_cut").asLong()).isEqualTo(2);
        assertThat(digest(part.toString()).written()).contains("entries cut, and not counted: 2");
        byte[] packed = Files.readAllBytes(Path.of(log("mysql97")));
        CommandRun torn = CommandRun.of(Arrays.copyOf(packed, packed.length / 2), "digest", "-");
        assertThat(torn.status()).isZero();
        assertThat(torn.errors()).contains("standard input is damaged");
    }

    @Test
    void filtersByTextSchemaUserClientAndError() throws Exception {
        JsonNode other =
                json(log("mysql97_extra"), "--filter", "schema=golden_other", "--filter=user=app");
        assertThat(other.get("digests")).isNotEmpty();
        assertThat(other.get("digests").findValuesAsText("schema")).containsOnly("golden_other");

        JsonNode failed = json(log("mysql97_extra"), "--filter", "error~.");
        assertThat(failed.get("digests")).hasSize(2);
        assertThat(failed.get("errors").asLong()).isEqualTo(4);
        JsonNode twice = json(log("mysql97_extra"), "--filter", "error=1062");
        assertThat(twice.at("/digests/0/digest_text").asText())
                .isEqualTo("INSERT INTO `item` VALUES (...)");
        assertThat(json(log("mysql97_extra"), "--filter", "error!~.").get("errors").asLong())
                .isZero();

        CommandRun none = digest(log("mysql97"), "--filter", "client!=127.0.0.1");
        assertThat(none.status()).isZero();
        assertThat(none.errors()).contains("--filter").hasLineCount(1);
    }

    @Test
    void comparesTwoPeriodsAndTwoFiles() throws Exception {
        String middle =
                text("mysql97")
                        .substring(text("mysql97").indexOf("/usr/sbin/mysqld, Version", 1))
                        .lines()
                        .filter(line -> line.startsWith("# Time: "))
                        .findFirst()
                        .orElseThrow()
                        .substring("# Time: ".length());

        JsonNode periods = json(log("mysql97"), "--since", middle, "--compare-until", middle);

        JsonNode names = named(periods.get("digests"), "SELECT NAME FROM `item` WHERE `id` = ?");
        assertThat(names.get("is_new").asBoolean()).isFalse();
        assertThat(names.at("/before/count").asLong()).isEqualTo(3);
        assertThat(names.get("count").asLong()).isEqualTo(3);
        assertThat(periods.at("/compared_with/gone")).isEmpty();
        assertThat(names.at("/change_percent/avg").isNumber()).isTrue();

        Path fewer =
                Files.writeString(
                        folder.resolve("fewer.log"),
                        text("mysql97").replace("SELECT NOW();", "SELECT CURDATE();"));
        JsonNode files = json(log("mysql97"), "--compare", fewer.toString());
        assertThat(named(files.get("digests"), "SELECT NOW ( )").get("is_new").asBoolean())
                .isTrue();
        assertThat(files.at("/compared_with/gone").findValuesAsText("digest_text"))
                .containsExactly("SELECT CURDATE ( )");

        String shown = digest(log("mysql97"), "--compare", fewer.toString(), "--top=0").written();
        assertThat(shown)
                .contains("1 digest new, 1 gone; counts are compared per second")
                .contains("Gone: only in")
                .containsPattern("before: count 6, ")
                .containsPattern("count ± +avg ± +p99 ±");
    }

    private static JsonNode named(JsonNode digests, String text) {
        for (JsonNode digest : digests) {
            if (digest.get("digest_text").asText().equals(text)) {
                return digest;
            }
        }
        throw new AssertionError("no digest " + text);
    }

    @Test
    void writesMarkdownAndHtmlInWhichNamesMarkNothingUp() throws Exception {
        String hostile = "<script>alert(1)</script>|*x*";
        Path log =
                Files.writeString(
                        folder.resolve("hostile.log"),
                        text("mysql97")
                                .replace("app[app]", "app[" + hostile + "]")
                                .replace("FROM item", "FROM `</code><b>````````item`"));

        String page = digest(log.toString(), "--format", "html").written();
        String markdown = digest(log.toString(), "--format", "markdown").written();

        assertThat(page)
                .startsWith("<!doctype html>")
                .contains("body { font", "&lt;script&gt;alert(1)&lt;/script&gt;", "<th>p99</th>")
                .contains("FROM `&lt;/code&gt;&lt;b&gt;")
                .doesNotContain("<script", "<b>", "src=", "href=")
                .endsWith("</html>\n");
        assertThat(markdown)
                .contains("\\<script\\>alert\\(1\\)\\</script\\>\\|\\*x\\*")
                .contains("\n`````sql\n")
                .contains("## Coverage\n")
                .doesNotContain("<script>");
        // A table's lines are together.
        assertThat(markdown).containsPattern("\\| max \\|\n\\|(--:\\|){11}\n\\| 1 \\|");
    }

    @Test
    void showsLiteralsOnlyWhenAskedFor() throws Exception {
        assertThat(digest(log("mysql97")).written()).doesNotContain("not the end");
        assertThat(digest(log("mysql97"), "--samples").written())
                .contains("AND name <> '; not the end' ORDER BY name");
    }

    @Test
    void refusesWhatCountsStatementsTwiceAndWhatIsNoLog() throws Exception {
        String capture = "../probe-agent/src/test/resources/captures/text_connector_j.pcap.gz";
        Path notes = Files.writeString(folder.resolve("notes.txt"), "# Time: whatever\n");

        CommandRun mixed = digest(log("mysql97"), capture);
        assertThat(mixed.status()).isEqualTo(1);
        assertThat(mixed.errors()).contains("--compare").hasLineCount(1);
        assertThat(digest(log("mysql97"), "--compare", capture).status()).isZero();
        CommandRun none = digest(notes.toString());
        assertThat(none.status()).isEqualTo(1);
        assertThat(none.errors()).contains(notes + " is neither a capture").hasLineCount(1);
    }

    @Test
    void saysOnATerminalHowFarItHasCome() throws Exception {
        String one = text("mysql97");
        int times = 1 + PROGRESS_LINES / (int) one.lines().count();
        Path large = Files.writeString(folder.resolve("large.log"), one.repeat(times));

        CommandRun watched = CommandRun.onTerminal("digest", large.toString());
        CommandRun unwatched = digest(large.toString());

        String clear = "\r\033[2K";
        assertThat(watched.errors())
                .matches("(?s)\r\\x1b\\[2K  … [\\d,]+ entries read.*")
                .endsWith(clear);
        assertThat(unwatched.errors()).isEmpty();
        assertThat(watched.written()).isEqualTo(unwatched.written());
    }
}
