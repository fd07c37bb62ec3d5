package io.github.spyhop.model.statement;

import java.util.Locale;

/**
 * Whose SQL a text is. Versions know different words and digest some literals differently.
 *
 * @param family MySQL, or MariaDB, whose texts are read without a promise of equal digests
 * @param version as {@code MYSQL_VERSION_ID}: 80015 is 8.0.15
 */
public record Dialect(Family family, int version) {

    /** Who makes the server. */
    public enum Family {
        MYSQL,
        MARIADB
    }

    /** MySQL 8.0.15; name a later 8.0 by {@link #parse}, as words were added up to 8.0.32. */
    public static final Dialect MYSQL_8_0 = new Dialect(Family.MYSQL, 80015);

    /** MySQL 8.4. */
    public static final Dialect MYSQL_8_4 = new Dialect(Family.MYSQL, 80407);

    /** MySQL 9.7.4. */
    public static final Dialect MYSQL_9_7 = new Dialect(Family.MYSQL, 90704);

    /** MariaDB 10.11. */
    public static final Dialect MARIADB = new Dialect(Family.MARIADB, 101100);

    /** The first version whose digests keep the number of a column in ORDER BY and GROUP BY. */
    private static final int NUMERIC_COLUMNS_SINCE = 90600;

    /** The first version with text between {@code $$}. */
    private static final int DOLLAR_QUOTES_SINCE = 90000;

    /** The first version whose digests show {@code ||} as it is. */
    private static final int OR_AS_TWO_PIPES_SINCE = 80016;

    /** The first version whose hints may hold a number with a fraction. */
    private static final int HINT_FRACTIONS_SINCE = 80016;

    /** The first version with six digits in the version of an executable comment. */
    private static final int SIX_DIGIT_COMMENTS_SINCE = 90000;

    /** The first version whose digests drop a semicolon at the end. */
    private static final int SEMICOLON_DROPPED_SINCE = 80016;

    /**
     * Reads a dialect's name.
     *
     * @param name {@code 8.0}, {@code 8.4}, {@code 9.7}, {@code mariadb}, a full version such as
     *     {@code 8.0.36} or what {@code SELECT VERSION()} returns; {@code mysql} may stand in front
     * @throws IllegalArgumentException if it is none of these
     */
    public static Dialect parse(String name) {
        String text = name.strip().toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
        if (text.contains("mariadb")) {
            return MARIADB;
        }
        if (text.startsWith("mysql")) {
            text = text.substring("mysql".length());
        }
        String[] parts = (text.startsWith(".") ? text.substring(1) : text).split("\\.", -1);
        int major = number(parts, 0, name);
        int minor = number(parts, 1, name);
        if (parts.length > 2 && !parts[2].isEmpty() && Character.isDigit(parts[2].charAt(0))) {
            return new Dialect(Family.MYSQL, major * 10_000 + minor * 100 + number(parts, 2, name));
        }
        return switch (major * 100 + minor) {
            case 800 -> MYSQL_8_0;
            case 804 -> MYSQL_8_4;
            case 907 -> MYSQL_9_7;
            default -> new Dialect(Family.MYSQL, major * 10_000 + minor * 100);
        };
    }

    private static int number(String[] parts, int at, String name) {
        String part = at < parts.length ? parts[at] : "";
        if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(Character::isDigit)) {
            throw new IllegalArgumentException(
                    "'"
                            + name
                            + "' is not a dialect: use 8.0, 8.4, 9.7, mariadb or a version as 8.0.36");
        }
        return Integer.parseInt(part);
    }

    /** The version whose words this dialect knows; MariaDB is read with those of MySQL 8.0. */
    int wordsVersion() {
        return family == Family.MARIADB ? MYSQL_8_0.version : version;
    }

    boolean hasNumericColumns() {
        return wordsVersion() >= NUMERIC_COLUMNS_SINCE;
    }

    boolean hasDollarQuotes() {
        return wordsVersion() >= DOLLAR_QUOTES_SINCE;
    }

    boolean showsOrAsOnePipe() {
        return wordsVersion() < OR_AS_TWO_PIPES_SINCE;
    }

    boolean hasHintFractions() {
        return wordsVersion() >= HINT_FRACTIONS_SINCE;
    }

    boolean hasSixDigitComments() {
        return version >= SIX_DIGIT_COMMENTS_SINCE;
    }

    boolean dropsSemicolon() {
        return wordsVersion() >= SEMICOLON_DROPPED_SINCE;
    }

    /** {@code 9.7.4}, or {@code mariadb}. */
    @Override
    public String toString() {
        return family == Family.MARIADB
                ? "mariadb"
                : version / 10_000 + "." + version / 100 % 100 + "." + version % 100;
    }
}
