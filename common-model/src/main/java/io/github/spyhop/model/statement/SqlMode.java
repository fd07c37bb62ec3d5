package io.github.spyhop.model.statement;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
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

    /** Flags of MySQL 8.0 to 9.7 and of MariaDB that leave the reading of a text as it is. */
    private static final Set<String> OTHERS =
            Set.of(
                    "",
                    "ALLOW_INVALID_DATES",
                    "EMPTY_STRING_IS_NULL",
                    "ERROR_FOR_DIVISION_BY_ZERO",
                    "NO_AUTO_CREATE_USER",
                    "NO_AUTO_VALUE_ON_ZERO",
                    "NO_DIR_IN_CREATE",
                    "NO_ENGINE_SUBSTITUTION",
                    "NO_FIELD_OPTIONS",
                    "NO_KEY_OPTIONS",
                    "NO_TABLE_OPTIONS",
                    "NO_UNSIGNED_SUBTRACTION",
                    "NO_ZERO_DATE",
                    "NO_ZERO_IN_DATE",
                    "ONLY_FULL_GROUP_BY",
                    "PAD_CHAR_TO_FULL_LENGTH",
                    "REAL_AS_FLOAT",
                    "SIMULTANEOUS_ASSIGNMENT",
                    "STRICT_ALL_TABLES",
                    "STRICT_TRANS_TABLES",
                    "TIME_ROUND_FRACTIONAL",
                    "TIME_TRUNCATE_FRACTIONAL",
                    "TRADITIONAL");

    /**
     * Reads what a person wrote as {@code sql_mode}.
     *
     * @throws IllegalArgumentException for a flag that no server knows
     */
    public static Set<SqlMode> parseKnown(String value) {
        for (String flag : flags(value)) {
            if (ofFlag(flag).isEmpty() && !OTHERS.contains(flag)) {
                throw new IllegalArgumentException(
                        "sql_mode has no flag " + flag + "; see the manual's Server SQL Modes");
            }
        }
        return parse(value);
    }

    /**
     * Reads a value of {@code @@sql_mode}; flags that do not change the reading are passed over.
     *
     * @param value names separated by commas; {@code ANSI} and its like stand for their parts
     * @see <a href="https://mariadb.com/kb/en/sql-mode/">MariaDB's SQL_MODE</a>
     */
    public static Set<SqlMode> parse(String value) {
        Set<SqlMode> modes = EnumSet.noneOf(SqlMode.class);
        for (String flag : flags(value)) {
            modes.addAll(ofFlag(flag));
        }
        return modes;
    }

    private static List<String> flags(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(flag -> flag.strip().toUpperCase(Locale.ROOT))
                .toList();
    }

    private static Set<SqlMode> ofFlag(String flag) {
        return switch (flag) {
            // All but the first are MariaDB's.
            case "ANSI", "DB2", "MAXDB", "MSSQL", "ORACLE", "POSTGRESQL" ->
                    EnumSet.of(ANSI_QUOTES, PIPES_AS_CONCAT, IGNORE_SPACE);
            case "MYSQL323", "MYSQL40" -> EnumSet.of(HIGH_NOT_PRECEDENCE);
            default -> {
                Set<SqlMode> modes = EnumSet.allOf(SqlMode.class);
                modes.removeIf(mode -> !mode.name().equals(flag));
                yield modes;
            }
        };
    }
}
