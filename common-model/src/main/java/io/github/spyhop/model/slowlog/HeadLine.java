package io.github.spyhop.model.slowlog;

import java.util.regex.Pattern;

/**
 * What a line of a slow log may be apart from text. Lines longer than {@link #CHARS_MAX} are text.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/9.7/en/slow-query-log.html">The Slow Query Log</a>
 */
enum HeadLine {
    /** {@code # Time: 2026-11-21T10:00:00.123456Z}, or as before 5.7 {@code # Time: 261121 9:05:07}. */
    TIME,
    /** {@code # User@Host: app[app] @ db-client [10.0.0.7]  Id:    13}. */
    USER,
    /** {@code # Query_time: 0.000144  Lock_time: 0.000000 Rows_sent: 1 …}. */
    PAIRS,
    /** {@code /usr/sbin/mysqld, Version: 9.7.4 (…). started with:}. */
    VERSION,
    /** {@code Tcp port: 3306  Unix socket: /tmp/mysql.sock}. */
    PORT,
    /** {@code Time                 Id Command    Argument}. */
    TITLES,
    TEXT;

    static final int CHARS_MAX = 8_192;
    static final int ENTRY_LINES_MAX = 3 * CHARS_MAX;
    static final String TIME_START = "# Time: ";
    static final String USER_START = "# User@Host: ";

    private static final Pattern TIME_FORM =
            Pattern.compile(
                    "# Time: (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)"
                            + "|\\d{6} +\\d{1,2}:\\d\\d:\\d\\d(\\.\\d{1,9})?)\\s*");
    private static final Pattern PAIRS_FORM = Pattern.compile("# \\w+: *\\S.*");
    private static final Pattern TITLES_FORM = Pattern.compile("Time +Id +Command +Argument\\s*");

    static HeadLine of(String line) {
        if (line.isEmpty() || line.length() > CHARS_MAX) {
            return TEXT;
        }
        return switch (line.charAt(0)) {
            case '#' -> ofComment(line);
            case 'T' ->
                    line.startsWith("Tcp port: ") || line.startsWith("TCP Port: ")
                            ? PORT
                            : TITLES_FORM.matcher(line).matches() ? TITLES : TEXT;
            default ->
                    line.stripTrailing().endsWith("started with:") && line.contains(", Version: ")
                            ? VERSION
                            : TEXT;
        };
    }

    private static HeadLine ofComment(String line) {
        if (line.startsWith(TIME_START)) {
            return TIME_FORM.matcher(line).matches() ? TIME : TEXT;
        }
        if (line.startsWith(USER_START)) {
            return line.contains("] @ ") && line.indexOf('[') > 0 ? USER : TEXT;
        }
        return PAIRS_FORM.matcher(line).matches() ? PAIRS : TEXT;
    }
}
