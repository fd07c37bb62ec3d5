package io.github.spyhop.binlog.schema;

/**
 * The bits of a session's SQL mode that decide how its statements are read.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/8.4/en/sql-mode.html">Server SQL modes</a>
 */
final class SqlModes {

    static final long REAL_AS_FLOAT = 1;
    static final long PIPES_AS_CONCAT = 2;
    static final long ANSI_QUOTES = 4;
    static final long IGNORE_SPACE = 8;
    static final long NO_BACKSLASH_ESCAPES = 1 << 20;
    static final long HIGH_NOT_PRECEDENCE = 1 << 29;

    private SqlModes() {}
}
