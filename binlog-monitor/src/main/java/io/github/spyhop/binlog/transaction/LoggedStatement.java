package io.github.spyhop.binlog.transaction;

/**
 * A statement that was logged as text.
 *
 * @param schema the session's default schema
 * @param sqlMode the session's SQL mode, which decides how the text is read
 * @param timestampSeconds when it was begun
 */
public record LoggedStatement(String schema, String sql, long sqlMode, long timestampSeconds) {}
