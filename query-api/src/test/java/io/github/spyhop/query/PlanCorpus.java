package io.github.spyhop.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.spyhop.testbed.server.ServerKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * EXPLAIN outputs of real servers, a line of JSON each, one file a server; {@link PlanCorpusIT} makes
 * them and {@link PlanCorpusE2E} draws them.
 */
final class PlanCorpus {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Path FOLDER = Path.of("src/test/resources/plans");

    private PlanCorpus() {}

    /** What the server was asked for, by the names of the corpus. */
    enum Form {
        JSON_V1,
        JSON_V2,
        TREE,
        ANALYZE_TREE,
        ANALYZE_JSON,
        /** By the hypergraph optimizer. */
        HYPERGRAPH_TREE;

        boolean isJson() {
            return this == JSON_V1 || this == JSON_V2 || this == ANALYZE_JSON;
        }
    }

    record Statement(String name, int sinceVersion, String sql) {}

    /** One plan; JSON without the white space between its tokens. */
    record Plan(String statement, Form form, String text) {

        String key() {
            return statement + " " + form.name().toLowerCase(Locale.ROOT);
        }
    }

    /** The statements that make the tables and rows which the corpus explains. */
    static List<String> schema() {
        return List.of(withoutComments(read(FOLDER.resolve("schema.sql"))).split(";\n"));
    }

    static List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        for (String text : read(FOLDER.resolve("statements.sql")).split("\n-- ")) {
            if (text.startsWith("-- ")) {
                continue; // what the file is
            }
            String[] title = text.substring(0, text.indexOf('\n')).split(" since ");
            String sql = text.substring(text.indexOf('\n') + 1).strip();
            statements.add(
                    new Statement(
                            title[0],
                            title.length == 1 ? 0 : versionOf(title[1]),
                            sql.substring(0, sql.length() - 1)));
        }
        return statements;
    }

    /** 80031 of {@code 8.0.31}. */
    static int versionOf(String text) {
        String[] parts = text.replaceFirst("[^0-9.].*", "").split("\\.");
        return Integer.parseInt(parts[0]) * 10_000
                + Integer.parseInt(parts[1]) * 100
                + Integer.parseInt(parts[2]);
    }

    static List<Plan> plans(ServerKind server) {
        return read(fileOf(server)).lines().map(PlanCorpus::planOf).toList();
    }

    static void write(ServerKind server, List<Plan> plans) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Plan plan : plans) {
            lines.append(JSON.writeValueAsString(plan)).append('\n');
        }
        Files.writeString(fileOf(server), lines);
    }

    private static Plan planOf(String line) {
        try {
            return JSON.readValue(line, Plan.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path fileOf(ServerKind server) {
        return FOLDER.resolve(server.id() + ".jsonl");
    }

    private static String withoutComments(String sql) {
        return sql.replaceAll("(?m)^-- .*\n", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
