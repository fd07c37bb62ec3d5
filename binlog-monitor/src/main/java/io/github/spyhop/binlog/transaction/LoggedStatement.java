package io.github.spyhop.binlog.transaction;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement that was logged as text.
 *
 * @param schema the session's default schema
 * @param sqlMode the session's SQL mode, which decides how the text is read
 * @param timestampSeconds when it was begun
 */
public record LoggedStatement(String schema, String sql, long sqlMode, long timestampSeconds) {

    /** Accounts and their passwords, routines and the like are none of a subscriber's business. */
    private static final Pattern OF_TABLES =
            Pattern.compile(
                    "(?is)(RENAME\\s+TABLE|TRUNCATE|(CREATE|ALTER|DROP)\\s+"
                            + "((UNIQUE|FULLTEXT|SPATIAL|ONLINE|OFFLINE)\\s+)*"
                            + "(TABLE|INDEX|DATABASE|SCHEMA))\\b.*");

    /** What the server adds to the CREATE TABLE of a CREATE TABLE … SELECT, in 8.0.21 and later. */
    private static final Pattern WITH_ROWS_TO_COME =
            Pattern.compile("(?is)(CREATE\\s+TABLE\\b.*?)\\s+START\\s+TRANSACTION\\s*");

    /** The statement as another server would take it. */
    public String portableSql() {
        Matcher matcher = WITH_ROWS_TO_COME.matcher(sql);
        return matcher.matches() ? matcher.group(1) : sql;
    }

    /** Whether it changes tables, of those that other sessions see too. */
    public boolean changesTables() {
        return OF_TABLES.matcher(StatementKind.withoutLeadingComments(sql)).matches();
    }
}
