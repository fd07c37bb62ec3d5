package io.github.spyhop.probe.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.spyhop.model.statement.Dialect;
import io.github.spyhop.model.statement.DigestOptions;
import io.github.spyhop.model.statement.SqlDigester;
import io.github.spyhop.probe.aggregate.Cell;
import io.github.spyhop.probe.decode.Loss;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A golden capture with what its server said. */
final class Scene {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String name;
    private final JsonNode facts;

    private Scene(String name, JsonNode facts) {
        this.name = name;
        this.facts = facts;
    }

    /** How often statements of a family were executed, and with what. */
    record Counted(long count, Map<String, Long> errors, long rowsSent, long rowsAffected) {

        static final Counted NONE = new Counted(0, Map.of(), 0, 0);

        Counted plus(Counted other) {
            Map<String, Long> all = new TreeMap<>(errors);
            other.errors.forEach((number, count) -> all.merge(number, count, Long::sum));
            return new Counted(
                    count + other.count,
                    all,
                    rowsSent + other.rowsSent,
                    rowsAffected + other.rowsAffected);
        }
    }

    static Path folder() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(Scene.class.getResource("/captures")).toURI());
    }

    static Scene read(String name) throws IOException, URISyntaxException {
        return new Scene(name, MAPPER.readTree(folder().resolve(name + ".json").toFile()));
    }

    Path capture() throws IOException {
        try {
            return folder().resolve(name + ".pcap.gz");
        } catch (URISyntaxException impossible) {
            throw new IOException(impossible);
        }
    }

    Dialect dialect() {
        return Dialect.parse(facts.get("server").asText());
    }

    int port() {
        return facts.get("port").asInt();
    }

    /** Whether the server told each execution with its schema, error and rows, or only the texts. */
    private boolean isDetailed() {
        return facts.get("source").asText().equals("events_statements_history_long");
    }

    String keyOf(@Nullable String schema, String digestText, Cell cell) {
        if (cell.errorNumbers().containsKey("1064")) {
            return "(syntax error)";
        }
        boolean schemaIsKnown = isDetailed() && !facts.has("late");
        return schemaIsKnown ? schema + " | " + digestText : digestText;
    }

    Counted countedOf(Cell cell) {
        return isDetailed()
                ? new Counted(
                        cell.count(),
                        cell.errorNumbers(),
                        rowsAreToldElsewhere(cell.family().text()) ? 0 : cell.rows(),
                        cell.rowsAffected())
                : new Counted(cell.count(), Map.of(), 0, 0);
    }

    /**
     * Whether the server tells the rows of these statements at others: those inside a procedure, or
     * the FETCH of a cursor.
     */
    private boolean rowsAreToldElsewhere(String digestText) {
        for (JsonNode text : facts.path("rows_told_elsewhere")) {
            if (text.asText().equals(digestText)) {
                return true;
            }
        }
        return false;
    }

    Map<String, Counted> expected() {
        Map<String, Counted> expected = new TreeMap<>();
        if (facts.has("unreadable")) {
            return expected;
        }
        SqlDigester digester =
                new SqlDigester(
                        DigestOptions.DEFAULT.withDigestLengthMax(1024).withDialect(dialect()));
        for (JsonNode row : facts.get("statements")) {
            String text =
                    isDetailed()
                            ? row.get("digest_text").asText("(syntax error)")
                            : digester.digest(row.get("sql_text").asText()).text();
            boolean isSyntaxError = isDetailed() && row.get("digest_text").isNull();
            String key =
                    isSyntaxError
                            ? "(syntax error)"
                            : isDetailed() && !facts.has("late")
                                    ? row.get("schema").asText() + " | " + text
                                    : text;
            expected.merge(key, counted(row, text), Counted::plus);
        }
        return expected;
    }

    private Counted counted(JsonNode row, String text) {
        Map<String, Long> errors = new TreeMap<>();
        if (!isDetailed()) {
            return new Counted(row.get("count").asLong(), errors, 0, 0);
        }
        row.get("errors")
                .properties()
                .forEach(each -> errors.put(each.getKey(), each.getValue().asLong()));
        return new Counted(
                row.get("count").asLong(),
                errors,
                rowsAreToldElsewhere(text) ? 0 : row.get("rows_sent").asLong(),
                row.get("rows_affected").asLong());
    }

    /** The statements that are lost, as the scene was made to lose them. */
    Map<Loss, Long> expectedLosses() {
        Map<Loss, Long> losses = new TreeMap<>();
        facts.path("lost")
                .properties()
                .forEach(each -> losses.put(Loss.valueOf(each.getKey()), each.getValue().asLong()));
        return losses;
    }

    Set<Loss> expectedUnreadable() {
        if (facts.has("stream")) {
            return Set.of(Loss.REPLICATION);
        }
        return facts.has("unreadable") ? Set.of(Loss.TLS) : Set.of();
    }

    /**
     * The texts of all statements as the server's general log has them, with the values that it put
     * into executions; empty if the scene is not about them.
     */
    List<byte[]> log() {
        List<byte[]> log = new ArrayList<>();
        for (JsonNode entry : facts.path("log")) {
            log.add(HexFormat.of().parseHex(entry.get("hex").asText()));
        }
        return log;
    }

    /** Whether the packets were cut as they were captured. */
    boolean isCut() {
        return facts.has("cut");
    }
}
