package io.github.spyhop.cli;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Captures of real servers, with what the servers said beside them. */
class DigestCommandTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path CAPTURES = Path.of("../probe-agent/src/test/resources/captures");
    private static final int FILE_HEADER_BYTES = 24;
    private static final int RECORD_HEADER_BYTES = 16;

    @TempDir private Path folder;

    private static String capture(String scene) {
        return CAPTURES.resolve(scene + ".pcap.gz").toString();
    }

    private static byte[] bytes(String scene) throws IOException {
        try (GZIPInputStream packed =
                new GZIPInputStream(
                        new ByteArrayInputStream(Files.readAllBytes(Path.of(capture(scene)))))) {
            return packed.readAllBytes();
        }
    }

    private static CommandRun digest(byte[] input, String... arguments) throws Exception {
        return CommandRun.of(
                input,
                Stream.concat(Stream.of("digest"), Stream.of(arguments)).toArray(String[]::new));
    }

    private static CommandRun digest(String... arguments) throws Exception {
        return digest(new byte[0], arguments);
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

    @ParameterizedTest
    @ValueSource(strings = {"text_connector_j", "compressed_zstd", "query_attributes"})
    void countsWhatTheServerCounted(String scene) throws Exception {
        JsonNode said = MAPPER.readTree(CAPTURES.resolve(scene + ".json").toFile());
        Map<String, String> expected = new TreeMap<>();
        for (JsonNode row : said.get("statements")) {
            if (!row.get("digest_text").isNull()) {
                expected.put(
                        row.get("schema").asText() + " " + row.get("digest_text").asText(),
                        row.get("count")
                                + " "
                                + row.get("rows_sent")
                                + " "
                                + row.get("rows_affected")
                                + " "
                                + row.get("errors"));
            }
        }

        Map<String, String> seen = new TreeMap<>();
        for (JsonNode digest : json(capture(scene)).get("digests")) {
            seen.put(
                    digest.get("schema").asText() + " " + digest.get("digest_text").asText(),
                    digest.get("count")
                            + " "
                            + digest.get("rows_sent")
                            + " "
                            + digest.get("rows_affected")
                            + " "
                            + digest.get("error_numbers"));
        }

        assertThat(seen).containsAllEntriesOf(expected);
    }

    @Test
    void showsThemAsATableAndAsJson() throws Exception {
        JsonNode report = json(capture("text_connector_j"), "--top", "2", "--sort", "count");
        CommandRun text = digest(capture("text_connector_j"), "--top=1", "--sort=count");

        JsonNode first = report.get("digests").get(0);
        assertThat(report.get("digests")).hasSize(2);
        assertThat(first.get("count").asLong())
                .isGreaterThanOrEqualTo(report.get("digests").get(1).get("count").asLong());
        JsonNode latency = first.get("latency_micros");
        assertThat(latency.get("p99").asLong())
                .isBetween(latency.get("p50").asLong(), latency.get("max").asLong());
        assertThat(first.get("share").asDouble()).isBetween(0.0, 1.0);
        assertThat(report.at("/coverage/servers/0/connections_opened").asLong()).isPositive();
        assertThat(text.written().lines())
                .anyMatch(line -> line.matches("# +share +total +count .*p99 +max"))
                .anyMatch(line -> line.strip().equals(first.get("digest_text").asText()))
                .anyMatch(line -> line.contains("user app, client 127.0.0.1"))
                .noneMatch(line -> line.startsWith("2 "));
    }

    @Test
    void showsLiteralsOnlyWhenAskedFor() throws Exception {
        assertThat(digest(capture("bound_values")).written()).doesNotContain("text ahead");
        assertThat(digest(capture("bound_values"), "--samples").written())
                .contains("INSERT INTO types (i, s, bin) VALUES (")
                .containsAnyOf("'text ahead'", "'after'");
    }

    @Test
    void readsRotatedFilesAsOneCaptureInWhateverOrder() throws Exception {
        byte[] whole = bytes("prepared_connector_j");
        int half = FILE_HEADER_BYTES;
        while (half < whole.length / 2) {
            half += RECORD_HEADER_BYTES + littleEndian(whole, half + 8);
        }
        Path first = folder.resolve("first.pcap");
        Path second = folder.resolve("second.pcap");
        Files.write(first, Arrays.copyOf(whole, half));
        byte[] rest = Arrays.copyOfRange(whole, half - FILE_HEADER_BYTES, whole.length);
        System.arraycopy(whole, 0, rest, 0, FILE_HEADER_BYTES);
        Files.write(second, rest);

        JsonNode together = json(second.toString(), first.toString());

        assertThat(together.get("digests"))
                .isEqualTo(json(capture("prepared_connector_j")).get("digests"));
    }

    private static int littleEndian(byte[] bytes, int at) {
        return (bytes[at] & 0xff)
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
    }

    @Test
    void countsOnlyWhatWasAnsweredInTheTimeAskedFor() throws Exception {
        JsonNode all = json(capture("prepared_connector_j"));
        String middle = all.get("digests").get(0).get("last_seen").asText();

        JsonNode before = json(capture("prepared_connector_j"), "--to", middle);
        JsonNode after = json(capture("prepared_connector_j"), "--from", middle);

        assertThat(before.get("statements").asLong()).isPositive();
        assertThat(after.get("statements").asLong()).isPositive();
        assertThat(before.get("statements").asLong() + after.get("statements").asLong())
                .isEqualTo(all.get("statements").asLong());
        // The sessions are known from before the time asked for.
        assertThat(after.at("/digests/0/users/0").asText()).isEqualTo("app");
    }

    @Test
    void looksAtThePortsAskedFor() throws Exception {
        CommandRun other = digest(capture("text_connector_j"), "--port", "1", "--port", "2");

        assertThat(other.status()).isZero();
        assertThat(other.written()).contains("0 statements of 0 digests");
        assertThat(other.errors()).contains("--port").hasLineCount(1);
    }

    @Test
    void readsWhatComesBeforeACut() throws Exception {
        byte[] whole = bytes("text_connector_j");

        CommandRun run = digest(Arrays.copyOf(whole, whole.length - 30), "-");

        assertThat(run.status()).isZero();
        assertThat(run.errors())
                .contains("standard input is damaged, or begins or ends within a packet");
        assertThat(run.written()).contains("records cut: 1", "FROM `item`");
    }

    @Test
    void saysWhichFileIsNoCapture() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.pcap"));
        Path text = Files.writeString(folder.resolve("notes.txt"), "no packets here");

        assertThat(digest(capture("text_connector_j"), empty.toString()))
                .isEqualTo(new CommandRun(1, "", "spyhop: " + empty + " is empty\n"));
        assertThat(digest(text.toString()).errors()).contains(text + " is neither a capture");
        assertThat(digest(folder.toString()).errors()).contains(folder + " is a folder");
        assertThat(digest(folder.resolve("none").toString()).errors()).contains("there is no file");
    }

    @ParameterizedTest
    @CsvSource({
        "--format,xml",
        "--top,-1",
        "--port,70000",
        "--sort,colour",
        "--from,yesterday",
        "--compare-until,tomorrow",
        "--filter,shop",
        "--filter,table=x",
        "--filter,digest~(",
        "--max-digest-length,-1"
    })
    void refusesWrongOptions(String option, String value) throws Exception {
        CommandRun run = digest(option, value, capture("text_connector_j"));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors()).contains(value);
        assertThat(run.written()).isEmpty();
    }
}
