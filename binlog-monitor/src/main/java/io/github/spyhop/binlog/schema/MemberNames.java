package io.github.spyhop.binlog.schema;

import java.util.ArrayList;
import java.util.List;

/** The names of the members of an ENUM or SET, as statements and information_schema write them. */
final class MemberNames {

    private MemberNames() {}

    /**
     * The members of a type such as {@code enum('a','b''c')}.
     *
     * @see <a href="https://dev.mysql.com/doc/refman/8.4/en/string-literals.html">String literals</a>
     */
    static List<String> ofType(String columnType) {
        List<String> members = new ArrayList<>();
        int start = columnType.indexOf('\'');
        while (start >= 0) {
            int end = endOf(columnType, start);
            members.add(unquoted(columnType.substring(start, end), true));
            start = columnType.indexOf('\'', end);
        }
        return members;
    }

    private static int endOf(String text, int start) {
        int i = start + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\') {
                i += 2;
            } else if (c == '\'') {
                if (i + 1 < text.length() && text.charAt(i + 1) == '\'') {
                    i += 2;
                } else {
                    return i + 1;
                }
            } else {
                i++;
            }
        }
        throw new DdlException("a text without an end");
    }

    /** What a quoted text means as a member: the server drops spaces at its end. */
    static String unquoted(String literal, boolean backslashEscapes) {
        char quote = literal.charAt(0);
        StringBuilder text = new StringBuilder(literal.length());
        for (int i = 1; i < literal.length() - 1; i++) {
            char c = literal.charAt(i);
            if (c == quote) {
                i++;
            } else if (c == '\\' && backslashEscapes) {
                c = literal.charAt(++i);
                if (c == '%' || c == '_') {
                    text.append('\\');
                }
                c = escaped(c);
            }
            text.append(c);
        }
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private static char escaped(char c) {
        return switch (c) {
            case '0' -> '\0';
            case 'b' -> '\b';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'Z' -> 26;
            default -> c;
        };
    }
}
