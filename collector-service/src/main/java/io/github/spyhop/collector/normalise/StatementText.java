package io.github.spyhop.collector.normalise;

import io.github.spyhop.collector.poll.perfschema.StatementEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of a statement as it was sent, with the values of a prepared one where they are known.
 *
 * @param truncated whether only the beginning is known
 */
public record StatementText(String sql, boolean truncated) {

    /** What performance_schema puts at the end of a text that it cut. */
    private static final String CUT = "...";

    /** The process list's column in performance_schema has this many bytes. */
    private static final int PROCESS_TEXT_MAX = 1_024;

    /** The best text that one look shows. */
    public static StatementText of(StatementEvent event) {
        String sql = event.sqlText();
        String process = event.processText();
        if (process != null && (event.prepared() || sql == null)) {
            return new StatementText(process, process.length() >= PROCESS_TEXT_MAX / 4 * 4);
        }
        String text = sql == null ? "" : sql;
        return new StatementText(text, text.endsWith(CUT));
    }

    /**
     * The same statement's whole text, if the given one is that.
     *
     * @param full what the connection runs by now
     */
    public StatementText completedBy(Optional<String> full) {
        String known = sql.endsWith(CUT) ? sql.substring(0, sql.length() - CUT.length()) : sql;
        return full.filter(text -> text.startsWith(known))
                .map(text -> new StatementText(text, false))
                .orElse(this);
    }

    static @Nullable String orNull(StatementText text) {
        return text.sql().isEmpty() ? null : text.sql();
    }
}
