package io.github.spyhop.model.slowlog;

import io.github.spyhop.model.statement.Dialect;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An entry that is being read. */
final class EntryDraft {

    private static final Pattern PAIR = Pattern.compile("(\\w{1,64}): *(\\S+)");
    private static final Pattern STAMP =
            Pattern.compile(
                    "SET (last_insert_id=\\d+,)?(insert_id=\\d+,)?timestamp=(\\d{1,11})(\\.\\d+)?;");
    private static final String ADMINISTRATOR = "# administrator command: ";
    private static final double MICROS_PER_SECOND = 1e6;

    /** Beyond what any figure of a log can be: 31 years, 10^15 rows. */
    private static final long FIGURE_MAX = 1_000_000_000_000_000L;

    private final Map<String, String> pairs = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private String user = "";
    private String client = "";
    private @Nullable Instant time;
    private @Nullable Instant stamp;
    private @Nullable String command;
    private boolean hasText;

    /** Whether the lines of the log itself are over. */
    boolean isText() {
        return stamp != null || hasText;
    }

    void time(String line) {
        String told = line.substring(HeadLine.TIME_START.length()).strip();
        try {
            // The older form is the server's local time: SET timestamp tells instead.
            time = told.contains("T") ? OffsetDateTime.parse(told).toInstant() : null;
        } catch (DateTimeException noSuchDay) {
            time = null;
        }
    }

    /** {@code priv_user[user] @ host [address]  Id: n}. */
    void user(String line) {
        String told = line.substring(HeadLine.USER_START.length());
        int at = told.indexOf("] @ ");
        int open = told.lastIndexOf('[', at);
        if (at < 0 || open < 0) {
            return;
        }
        String inner = told.substring(open + 1, at);
        user = inner.isEmpty() ? told.substring(0, open).strip() : inner;
        String from = told.substring(at + "] @ ".length());
        int address = from.indexOf('[');
        int end = from.indexOf(']', address);
        String host = address < 0 ? from.strip() : from.substring(0, address).strip();
        client = address >= 0 && end > address + 1 ? from.substring(address + 1, end) : host;
    }

    void pairs(String line) {
        for (Matcher pair = PAIR.matcher(line); pair.find(); ) {
            pairs.putIfAbsent(pair.group(1), pair.group(2));
        }
    }

    /** A line that is neither head nor {@code use}. */
    void text(String line) {
        if (!isText() && line.length() <= HeadLine.CHARS_MAX) {
            Matcher set = STAMP.matcher(line);
            if (set.matches()) {
                stamp = Instant.ofEpochSecond(Long.parseLong(set.group(3)));
                return;
            }
        }
        if (!hasText && line.startsWith(ADMINISTRATOR) && line.endsWith(";")) {
            command = line.substring(ADMINISTRATOR.length(), line.length() - 1);
        }
        int room = SlowLogParser.TEXT_CHARS_MAX + 1 - text.length();
        if (hasText && room > 0) {
            text.append('\n');
            room--;
        }
        text.append(line, 0, Math.min(line.length(), Math.max(0, room)));
        hasText = true;
    }

    /** Whether all of it is there. */
    boolean isWhole() {
        return pairs.containsKey("Query_time")
                && text.length() <= SlowLogParser.TEXT_CHARS_MAX
                && semicolon() >= 0;
    }

    /**
     * Takes away the lines of an entry that begins behind this one's end, and is cut itself.
     *
     * @return whether there were any
     */
    boolean dropBegunEntry() {
        int end = text.lastIndexOf(";\n#");
        if (end < 0 || isWhole() || text.length() - end > HeadLine.ENTRY_LINES_MAX) {
            return false;
        }
        String begun = text.substring(end + 2);
        boolean begins =
                HeadLine.TIME_START.startsWith(begun)
                        || begun.startsWith(HeadLine.TIME_START)
                        || HeadLine.USER_START.startsWith(begun)
                        || begun.startsWith(HeadLine.USER_START);
        if (!begins || !begun.lines().allMatch(line -> line.startsWith("#"))) {
            return false;
        }
        text.setLength(end + 1);
        return true;
    }

    /** Where the log's own semicolon stands, or -1. */
    private int semicolon() {
        int last = text.length() - 1;
        while (last >= 0 && Character.isWhitespace(text.charAt(last))) {
            last--;
        }
        return last >= 0 && text.charAt(last) == ';' ? last : -1;
    }

    /** The command that it is if it is no statement, or null. */
    @Nullable String administratorCommand() {
        return command;
    }

    /** An entry of what was read, which is whole. */
    SlowLogEntry entry(@Nullable String lastSchema, Dialect dialect) {
        String schema = pairs.get("Schema");
        String error = pairs.getOrDefault("Errno", pairs.get("Last_errno"));
        return new SlowLogEntry(
                time == null ? stamp : time,
                user,
                client,
                schema == null ? lastSchema : schema,
                micros("Query_time"),
                micros("Lock_time"),
                count("Rows_sent"),
                count("Rows_examined"),
                count("Rows_affected"),
                count("Bytes_sent"),
                error == null ? null : (int) Math.min(count(error, 0), Integer.MAX_VALUE),
                dialect,
                text.substring(0, semicolon()));
    }

    private long micros(String key) {
        try {
            double seconds = Double.parseDouble(pairs.getOrDefault(key, "0"));
            return Math.clamp(Math.round(seconds * MICROS_PER_SECOND), 0, FIGURE_MAX);
        } catch (NumberFormatException damaged) {
            return 0;
        }
    }

    private long count(String key) {
        return count(pairs.getOrDefault(key, "0"), 0);
    }

    private static long count(String digits, long otherwise) {
        try {
            return Math.clamp(Long.parseLong(digits), 0, FIGURE_MAX);
        } catch (NumberFormatException damaged) {
            return otherwise;
        }
    }
}
