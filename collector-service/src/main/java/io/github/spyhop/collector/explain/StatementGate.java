package io.github.spyhop.collector.explain;

import io.github.spyhop.collector.config.CollectorConfig;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which statements may be explained. It only sorts out what is surely not explainable: that
 * a text is one statement, and an explainable one, is for the server to say, which gets it as a
 * prepared statement behind the word EXPLAIN and so cannot run it.
 */
final class StatementGate {

    private static final Set<String> READS = Set.of("SELECT", "WITH", "TABLE", "VALUES");
    private static final Set<String> WRITES = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE");

    private final CollectorConfig.Explain config;

    StatementGate(CollectorConfig.Explain config) {
        this.config = config;
    }

    /** Why the statement is not explained, if so. */
    Optional<String> refusal(ExplainRequest request) {
        String text = request.text();
        if (request.truncated()) {
            return Optional.of(
                    "the server keeps only the beginning of the statement;"
                            + " performance_schema_max_sql_text_length is too small");
        }
        if (text.length() > config.statementCharsMax()) {
            return Optional.of(
                    "the statement has %d characters, more than %d"
                            .formatted(text.length(), config.statementCharsMax()));
        }
        return refusalOfKind(text);
    }

    /** Why no statement of this kind is explained, if so; as long as it may be, and cut or whole. */
    Optional<String> refusalOfKind(String text) {
        String first = firstWord(text);
        if (READS.contains(first)) {
            return Optional.empty();
        }
        if (!WRITES.contains(first)) {
            return Optional.of("a statement that begins with " + first + " has no plan");
        }
        return config.writes()
                ? Optional.empty()
                : Optional.of("plans of statements that write are switched off");
    }

    /** Whether the statement writes, which a read-only session would not explain. */
    static boolean writes(String text) {
        return WRITES.contains(firstWord(text));
    }

    /** The first word in upper case, behind comments and opening parentheses. */
    static String firstWord(String text) {
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at);
            if (Character.isWhitespace(character) || character == '(') {
                at++;
            } else if (text.startsWith("/*", at) && !text.startsWith("/*!", at)) {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else if (character == '#' || text.startsWith("-- ", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end + 1;
            } else {
                break;
            }
        }
        int end = at;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(at, end).toUpperCase(Locale.ROOT);
    }
}
