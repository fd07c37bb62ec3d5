package io.github.spyhop.probe.exchange;

import io.github.spyhop.model.statement.SqlMode;
import io.github.spyhop.probe.digest.Reading;
import java.util.HexFormat;
import java.util.Set;

/** Texts and bytes as SQL has them. */
final class SqlLiteral {

    /** What a charset's reader puts where bytes are none of its characters. */
    private static final char REPLACEMENT = '\uFFFD';

    private SqlLiteral() {}

    static String ofBytes(byte[] bytes, int from, int to) {
        return "x'" + HexFormat.of().formatHex(bytes, from, to) + "'";
    }

    /** A text in the session's character set; as bytes if it is none in it. */
    static String ofText(byte[] bytes, int from, int to, Reading reading) {
        String text = reading.charset().read(bytes, from, to);
        return text.indexOf(REPLACEMENT) < 0
                ? ofText(text, reading.modes())
                : ofBytes(bytes, from, to);
    }

    static String ofText(String text, Set<SqlMode> modes) {
        StringBuilder literal = new StringBuilder(text.length() + 2).append('\'');
        boolean escapes = !modes.contains(SqlMode.NO_BACKSLASH_ESCAPES);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                literal.append("''");
            } else if (escapes) {
                escape(c, literal);
            } else {
                literal.append(c);
            }
        }
        return literal.append('\'').toString();
    }

    private static void escape(char c, StringBuilder literal) {
        switch (c) {
            case '\\' -> literal.append("\\\\");
            case '\0' -> literal.append("\\0");
            case '\n' -> literal.append("\\n");
            case '\r' -> literal.append("\\r");
            case '\032' -> literal.append("\\Z");
            default -> literal.append(c);
        }
    }
}
