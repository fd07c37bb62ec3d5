package io.github.spyhop.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** What is digested: the statements of sysbench, or those of a file. */
final class Statements {

    /** Stands for sysbench's statements where a file's name may stand. */
    static final String SYSBENCH = "sysbench";

    private static final int SYSBENCH_TRANSACTIONS = 1_000;
    private static final int TABLES = 4;
    private static final int ROWS = 100_000;

    private Statements() {}

    /**
     * Distinct statements.
     *
     * @param source {@link #SYSBENCH}, or a file, gzipped if its name ends so: a JSON string a line,
     *     or an object with the field {@code sql}
     */
    static List<String> of(String source) throws IOException {
        return List.copyOf(source.equals(SYSBENCH) ? sysbench() : read(Path.of(source)));
    }

    private static Set<String> read(Path file) throws IOException {
        Set<String> statements = new LinkedHashSet<>();
        ObjectMapper json = new ObjectMapper();
        try (InputStream raw = Files.newInputStream(file);
                InputStream plain =
                        file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode node = json.readTree(line);
                statements.add(node.isTextual() ? node.textValue() : node.path("sql").asText());
            }
        }
        return statements;
    }

    /** The statements of sysbench's oltp_read_write, as it sends them as text. */
    private static Set<String> sysbench() {
        Random random = new Random(1);
        Set<String> statements = new LinkedHashSet<>();
        for (int i = 0; i < SYSBENCH_TRANSACTIONS; i++) {
            String table = "sbtest" + (1 + random.nextInt(TABLES));
            int id = 1 + random.nextInt(ROWS);
            statements.add("BEGIN");
            for (int select = 0; select < 10; select++) {
                statements.add("SELECT c FROM " + table + " WHERE id=" + random.nextInt(ROWS));
            }
            String range = " FROM " + table + " WHERE id BETWEEN " + id + " AND " + (id + 99);
            statements.addAll(
                    List.of(
                            "SELECT c" + range,
                            "SELECT SUM(k)" + range,
                            "SELECT c" + range + " ORDER BY c",
                            "SELECT DISTINCT c" + range + " ORDER BY c",
                            "UPDATE " + table + " SET k=k+1 WHERE id=" + id,
                            "UPDATE %s SET c='%s' WHERE id=%d"
                                    .formatted(table, digits(random, 10), id),
                            "DELETE FROM " + table + " WHERE id=" + id,
                            "INSERT INTO %s (id, k, c, pad) VALUES (%d, %d, '%s', '%s')"
                                    .formatted(
                                            table,
                                            id,
                                            random.nextInt(ROWS),
                                            digits(random, 10),
                                            digits(random, 5)),
                            "COMMIT"));
        }
        return statements;
    }

    /** Groups of eleven digits, as sysbench fills its columns c and pad. */
    private static String digits(Random random, int groups) {
        List<String> text = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            text.add("%011d".formatted(random.nextLong(100_000_000_000L)));
        }
        return String.join("-", text);
    }
}
