package io.github.spyhop.binlog.transaction;

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

    /** Whether it changes tables, of those that other sessions see too. */
    public boolean changesTables() {
        return OF_TABLES.matcher(StatementKind.withoutLeadingComments(sql)).matches();
    }
}
