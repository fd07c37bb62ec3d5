package io.github.spyhop.model.statement;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The flags of {@code sql_mode} that change how a text is read.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/9.7/en/sql-mode.html">Server SQL Modes</a>
 */
public enum SqlMode {
    /** {@code "} quotes names instead of text. */
    ANSI_QUOTES,
    /** A backslash in text is a backslash. */
    NO_BACKSLASH_ESCAPES,
    /** {@code ||} joins texts instead of meaning OR. */
    PIPES_AS_CONCAT,
    /** {@code NOT a BETWEEN b AND c} is {@code (NOT a) BETWEEN b AND c}. */
    HIGH_NOT_PRECEDENCE,
    /** Spaces may stand between a function's name and its parenthesis. */
    IGNORE_SPACE;

    /**
     * Reads a value of {@code @@sql_mode}; flags that do not change the reading are passed over.
     *
     * @param value names separated by commas; {@code ANSI} stands for its parts
     */
    public static Set<SqlMode> parse(String value) {
        Set<SqlMode> modes = EnumSet.noneOf(SqlMode.class);
        for (String name : value.split(",", -1)) {
            String flag = name.strip().toUpperCase(Locale.ROOT);
            if (flag.equals("ANSI")) {
                modes.addAll(EnumSet.of(ANSI_QUOTES, PIPES_AS_CONCAT, IGNORE_SPACE));
            }
            for (SqlMode mode : values()) {
                if (mode.name().equals(flag)) {
                    modes.add(mode);
                }
            }
        }
        return modes;
    }
}
