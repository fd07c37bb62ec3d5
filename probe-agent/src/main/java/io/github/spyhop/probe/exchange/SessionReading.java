package io.github.spyhop.probe.exchange;

import io.github.spyhop.model.statement.ClientCharset;
import io.github.spyhop.model.statement.Dialect;
import io.github.spyhop.model.statement.SqlMode;
import io.github.spyhop.probe.decode.wire.ServerStatus;
import io.github.spyhop.probe.digest.Reading;
import io.github.spyhop.probe.digest.StatementNames;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a session's statements are to be read, as its login and its own statements say. A server that
 * keeps readings of its own for all sessions ({@code SET GLOBAL sql_mode}) tells only one of them:
 * whether backslashes escape.
 */
final class SessionReading {

    private static final int TEXT_LENGTH_MAX = 2_000;
    private static final Pattern SQL_MODE =
            Pattern.compile(
                    "sql_mode\\s*:?=\\s*(\\w*)(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("['\"]([A-Za-z_, ]*)['\"]");
    private static final Pattern CHARSET =
            Pattern.compile(
                    "(?:names|character\\s+set|charset|character_set_client\\s*:?=)\\s*['\"]?(\\w+)",
                    Pattern.CASE_INSENSITIVE);

    private final StatementNames names;
    private Reading reading;
    private boolean noEscapes;

    SessionReading(StatementNames names) {
        this.names = names;
        reading = names.same(Reading.DEFAULT);
    }

    private void become(Reading next) {
        reading = names.same(next);
        noEscapes = next.modes().contains(SqlMode.NO_BACKSLASH_ESCAPES);
    }

    Reading current() {
        return reading;
    }

    void server(String version) {
        try {
            become(reading.withDialect(Dialect.parse(version)));
        } catch (IllegalArgumentException unknownVersion) {
            become(reading.withDialect(Reading.DEFAULT.dialect()));
        }
    }

    /** The session begins with this collation of {@code character_set_client}, and no mode. */
    void login(int collation) {
        become(new Reading(reading.dialect(), Set.of(), Collations.charsetOf(collation)));
    }

    /** What each result of the server says. */
    void status(int status) {
        boolean told = (status & ServerStatus.NO_BACKSLASH_ESCAPES) != 0;
        if (told != noEscapes) {
            become(reading.with(SqlMode.NO_BACKSLASH_ESCAPES, told));
        }
    }

    /** A SET statement succeeded. */
    void follow(String text) {
        String start = text.substring(0, Math.min(text.length(), TEXT_LENGTH_MAX));
        Matcher modes = SQL_MODE.matcher(start);
        if (modes.find() && !start.toLowerCase(java.util.Locale.ROOT).contains("global")) {
            followModes(modes.group(1), modes.group(2));
        }
        Matcher charset = CHARSET.matcher(start);
        if (charset.find()) {
            try {
                become(reading.withCharset(ClientCharset.of(charset.group(1))));
            } catch (IllegalArgumentException unknownCharset) {
                // The statements stay readable: all sets that clients may use extend ASCII.
            }
        }
    }

    /** A literal replaces the modes; an expression, as drivers use it, adds to them. */
    private void followModes(String word, String rest) {
        Set<SqlMode> modes = EnumSet.noneOf(SqlMode.class);
        if (!word.isEmpty()) {
            modes.addAll(reading.modes());
        }
        Matcher quoted = QUOTED.matcher(rest);
        while (quoted.find()) {
            modes.addAll(SqlMode.parse(quoted.group(1)));
        }
        become(reading.withModes(modes));
    }
}
