package io.github.spyhop.model.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The statements and digest texts of {@code digests.golden}. */
final class GoldenFile {

    static final String NAME = "digests.golden";

    private GoldenFile() {}

    /**
     * A statement and what a real server made of it.
     *
     * @param sql as it stands in the file, in Unicode
     */
    record Entry(DigestOptions options, String sql, String text) {

        byte[] bytes() {
            return sql.getBytes(Charsets.of(options.charset()));
        }

        @Override
        public String toString() {
            return options.dialect() + " " + options.sqlModes() + " " + sql;
        }
    }

    static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        DigestOptions options = DigestOptions.DEFAULT;
        String sql = "";
        for (String line : lines()) {
            if (line.startsWith("@ ")) {
                options = options(line.substring(2));
            } else if (line.startsWith("? ")) {
                sql = unescape(line.substring(2));
            } else if (line.startsWith("= ")) {
                entries.add(new Entry(options, sql, unescape(line.substring(2))));
            }
        }
        return entries;
    }

    /** The file with each text as {@code texts} gives it for its entry. */
    static String rewritten(Function<Entry, String> texts) {
        StringBuilder file = new StringBuilder();
        DigestOptions options = DigestOptions.DEFAULT;
        for (String line : lines()) {
            if (line.startsWith("= ")) {
                continue;
            }
            file.append(line).append('\n');
            if (line.startsWith("@ ")) {
                options = options(line.substring(2));
            } else if (line.startsWith("? ")) {
                String sql = unescape(line.substring(2));
                String text = texts.apply(new Entry(options, sql, ""));
                file.append("= ").append(escape(text)).append('\n');
            }
        }
        return file.toString();
    }

    private static List<String> lines() {
        try (InputStream file = GoldenFile.class.getResourceAsStream(NAME)) {
            if (file == null) {
                throw new IllegalStateException(NAME + " is missing");
            }
            return new String(file.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DigestOptions options(String settings) {
        Map<String, String> values = new HashMap<>();
        for (String setting : settings.split(" ")) {
            int equals = setting.indexOf('=');
            values.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return DigestOptions.DEFAULT
                .withDialect(Dialect.parse(values.getOrDefault("dialect", "9.7")))
                .withSqlModes(SqlMode.parse(values.getOrDefault("mode", "")))
                .withCharset(ClientCharset.of(values.getOrDefault("charset", "utf8mb4")));
    }

    private static String unescape(String text) {
        return text.replace("\\\\", "\u0000")
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace('\u0000', '\\');
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
    }
}
