package io.github.spyhop.collector.normalise;

import io.github.spyhop.model.statement.DigestOptions;
import io.github.spyhop.model.statement.Redaction;
import io.github.spyhop.model.statement.Redaction.Literals;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the users' values out of texts before they are kept, unless the operator wants them.
 * Thread-safe.
 *
 * <p>Texts are read in the server's global {@code sql_mode}; of a session that alone sets {@code
 * NO_BACKSLASH_ESCAPES}, a value that ends with a backslash may hide a wrong part of the text.
 */
public final class Redactor {

    private static final Pattern QUOTED = Pattern.compile("'.*'", Pattern.DOTALL);

    /** In InnoDB's report of a deadlock, a transaction's statement is between these lines. */
    private static final Pattern DEADLOCKED =
            Pattern.compile(
                    "(?<=\\n)(MySQL thread id [^\\n]*\\n)(.*?)(?=\\n\\*\\*\\* |\\z)",
                    Pattern.DOTALL);

    /** A field of a locked record. */
    private static final Pattern FIELD = Pattern.compile("(: len \\d+; )hex .*");

    private final boolean hides;
    private final Redaction redaction;

    /**
     * For the texts of one server.
     *
     * @param hides whether values are taken out
     * @param version what the server calls its version
     * @param sqlMode its global {@code sql_mode}
     */
    public Redactor(boolean hides, String version, String sqlMode) {
        this.hides = hides;
        this.redaction =
                new Redaction(
                        DigestOptions.ofServer(version, sqlMode),
                        hides ? Literals.HIDDEN : Literals.SHOWN);
    }

    /** A statement, or a part of one, with a question mark for each value. */
    public synchronized String sql(String text) {
        return redaction.redact(text, Integer.MAX_VALUE).text();
    }

    /** The same of a text that may be absent. */
    public @Nullable String sqlIfAny(@Nullable String text) {
        return text == null ? null : sql(text);
    }

    /** A message of the server: from its first quote to its last, values may stand. */
    public String message(String text) {
        return hides ? QUOTED.matcher(text).replaceAll("'?'") : text;
    }

    /** InnoDB's report of a deadlock, without the values of statements and of records. */
    public String deadlock(String report) {
        if (!hides) {
            return report;
        }
        String statements = DEADLOCKED.matcher(report).replaceAll(found -> withoutValues(found));
        return FIELD.matcher(statements).replaceAll("$1hex ?; asc ?;;");
    }

    /** Whether values are taken out. */
    public boolean hides() {
        return hides;
    }

    private String withoutValues(MatchResult found) {
        return java.util.regex.Matcher.quoteReplacement(found.group(1) + sql(found.group(2)));
    }
}
