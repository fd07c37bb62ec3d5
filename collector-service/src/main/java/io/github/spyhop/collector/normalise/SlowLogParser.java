package io.github.spyhop.collector.normalise;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a slow log (<a
 * href="https://dev.mysql.com/doc/refman/8.4/en/slow-query-log.html">slow query log</a>). The schema
 * is written only when it changes, so that one parser reads one log from its beginning. Not
 * thread-safe.
 */
public final class SlowLogParser {

    private static final Pattern USER =
            Pattern.compile(
                    "# User@Host: ([^\\[]*)\\[([^\\]]*)\\] @\\s*(\\S*)\\s*\\[([^\\]]*)\\].*");
    private static final Pattern PAIR = Pattern.compile("(\\w+): (\\S+)");
    private static final Pattern USE = Pattern.compile("(?i)use `?([^`;]+)`?;");
    private static final Pattern STAMP = Pattern.compile("SET timestamp=\\d+;");

    /** What the server writes when it opens the file anew. */
    private static final Pattern HEADER =
            Pattern.compile("(.*, Version: .*)|(Tcp port: .*)|(Time +Id Command +Argument.*)");

    private @Nullable String schema;

    /**
     * The entries of an event.
     *
     * @param at the event's time, for entries that do not tell their own
     */
    public List<SlowLogEntry> parse(Instant at, String message) {
        List<SlowLogEntry> entries = new ArrayList<>();
        Draft draft = new Draft(at);
        for (String line : message.split("\\R")) {
            if (line.startsWith("# Time: ")) {
                draft.finish(schema).ifPresent(entries::add);
                draft = new Draft(timeOf(line, at));
            } else if (line.startsWith("# User@Host: ")) {
                if (draft.hasText()) {
                    draft.finish(schema).ifPresent(entries::add);
                    draft = new Draft(draft.at);
                }
                draft.user(line);
            } else if (line.startsWith("# ") && !draft.hasText()) {
                draft.pairs(line);
            } else if (!HEADER.matcher(line).matches()) {
                text(draft, line);
            }
        }
        draft.finish(schema).ifPresent(entries::add);
        return entries;
    }

    private void text(Draft draft, String line) {
        Matcher use = USE.matcher(line);
        if (!draft.hasText() && use.matches()) {
            schema = use.group(1);
        } else if (draft.hasText() || !STAMP.matcher(line).matches()) {
            draft.text(line);
        }
    }

    private static Instant timeOf(String line, Instant otherwise) {
        try {
            return Instant.parse(line.substring("# Time: ".length()).strip());
        } catch (DateTimeParseException older) {
            return otherwise;
        }
    }

    /** An entry that is being read. */
    private static final class Draft {

        private final Instant at;
        private final StringBuilder sql = new StringBuilder();
        private final Map<String, String> pairs = new HashMap<>();
        private String user = "";
        private String host = "";

        Draft(Instant at) {
            this.at = at;
        }

        boolean hasText() {
            return !sql.isEmpty();
        }

        void user(String line) {
            Matcher matcher = USER.matcher(line);
            if (matcher.matches()) {
                user = matcher.group(1).strip();
                host = matcher.group(4).isEmpty() ? matcher.group(3) : matcher.group(4);
            }
        }

        void pairs(String line) {
            for (Matcher pair = PAIR.matcher(line); pair.find(); ) {
                pairs.put(pair.group(1), pair.group(2));
            }
        }

        void text(String line) {
            if (!line.isBlank() || hasText()) {
                sql.append(sql.isEmpty() ? "" : "\n").append(line);
            }
        }

        Optional<SlowLogEntry> finish(@Nullable String schema) {
            String text = sql.toString().strip();
            if (text.isEmpty() || !pairs.containsKey("Query_time")) {
                return Optional.empty();
            }
            return Optional.of(
                    new SlowLogEntry(
                            at,
                            user,
                            host,
                            schema,
                            number("Query_time"),
                            number("Lock_time"),
                            (long) number("Rows_sent"),
                            (long) number("Rows_examined"),
                            text));
        }

        private double number(String key) {
            try {
                return Double.parseDouble(pairs.getOrDefault(key, "0"));
            } catch (NumberFormatException cut) {
                return 0;
            }
        }
    }
}
