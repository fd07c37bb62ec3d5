package io.github.spyhop.probe.exchange;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** {@code USE schema}, for servers that do not say themselves which schema a session has. */
final class UseStatement {

    private static final int NAME_BYTES_MAX = 64 * 4;

    private UseStatement() {}

    /**
     * The schema that a USE statement switches to, or null if it cannot be told, as within a comment
     * that servers execute.
     */
    static @Nullable String schema(byte[] sql, int from, int end) {
        int at = skipComments(sql, from, end);
        if (end - at < 4 || !isUse(sql, at)) {
            return null;
        }
        at = skipComments(sql, at + 3, end);
        if (at == end) {
            return null;
        }
        int quote = sql[at] == '`' || sql[at] == '"' ? sql[at] : 0;
        return quote == 0 ? plainName(sql, at, end) : quotedName(sql, at + 1, end, quote);
    }

    private static boolean isUse(byte[] sql, int at) {
        return (sql[at] | 0x20) == 'u'
                && (sql[at + 1] | 0x20) == 's'
                && (sql[at + 2] | 0x20) == 'e';
    }

    private static int skipComments(byte[] sql, int from, int end) {
        int at = skipSpace(sql, from, end);
        while (end - at > 2 && startsComment(sql, at)) {
            at =
                    skipSpace(
                            sql,
                            sql[at] == '/' ? blockEnd(sql, at + 2, end) : lineEnd(sql, at, end),
                            end);
        }
        return at;
    }

    private static boolean startsComment(byte[] sql, int at) {
        return sql[at] == '#'
                || (sql[at] == '/' && sql[at + 1] == '*' && sql[at + 2] != '!')
                || (sql[at] == '-' && sql[at + 1] == '-' && sql[at + 2] <= ' ');
    }

    private static int blockEnd(byte[] sql, int from, int end) {
        int at = from;
        while (at + 1 < end && !(sql[at] == '*' && sql[at + 1] == '/')) {
            at++;
        }
        return Math.min(at + 2, end);
    }

    private static int lineEnd(byte[] sql, int from, int end) {
        int at = from;
        while (at < end && sql[at] != '\n') {
            at++;
        }
        return at;
    }

    private static int skipSpace(byte[] sql, int from, int end) {
        int at = from;
        while (at < end && sql[at] >= 0 && sql[at] <= ' ') {
            at++;
        }
        return at;
    }

    private static @Nullable String plainName(byte[] sql, int from, int end) {
        int at = from;
        while (at < end && (sql[at] < 0 || sql[at] > ' ') && sql[at] != ';' && sql[at] != '/') {
            at++;
        }
        return at == from || at - from > NAME_BYTES_MAX
                ? null
                : new String(sql, from, at - from, StandardCharsets.UTF_8);
    }

    private static @Nullable String quotedName(byte[] sql, int from, int end, int quote) {
        byte[] name = new byte[Math.min(end - from, NAME_BYTES_MAX)];
        int length = 0;
        for (int at = from; at < end && length < name.length; at++) {
            if (sql[at] == quote) {
                if (at + 1 >= end || sql[at + 1] != quote) {
                    return new String(name, 0, length, StandardCharsets.UTF_8);
                }
                at++;
            }
            name[length++] = sql[at];
        }
        return null;
    }
}
