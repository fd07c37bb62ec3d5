package io.github.spyhop.model.statement;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The text of a statement for people to read: its literals replaced by {@code ?}, its shape and its
 * optimizer hints kept, other comments left out.
 *
 * <p>Unlike a digest it collapses nothing, so a list of IN shows how long it was. A quote that is
 * never closed, as in a text that was cut, hides all that follows. Not thread-safe.
 */
public final class Redaction {

    /** Whether literals may be seen. */
    public enum Literals {
        /** Each is a question mark. */
        HIDDEN,
        /** The operator asked to see them: the text is as it was sent. */
        SHOWN
    }

    /**
     * What is left of a statement.
     *
     * @param text the statement in Unicode
     * @param isCut whether its end is missing, as it was longer than asked for
     */
    public record Redacted(String text, boolean isCut) {}

    private final SqlLexer lexer;
    private final ClientCharset charset;
    private final Literals literals;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public Redaction(DigestOptions options, Literals literals) {
        Keywords keywords = Keywords.ofStatements(options.dialect().wordsVersion());
        this.lexer = new SqlLexer(options, keywords);
        this.charset = options.charset();
        this.literals = literals;
    }

    /** The text of a statement in UTF-8, of at most {@code lengthMax} characters. */
    public Redacted redact(String sql, int lengthMax) {
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        return redact(bytes, 0, bytes.length, lengthMax);
    }

    /** The text of the statements in a part of an array, of at most {@code lengthMax} characters. */
    public Redacted redact(byte[] sql, int from, int to, int lengthMax) {
        String text =
                switch (literals) {
                    case SHOWN -> charset.read(sql, from, to);
                    case HIDDEN -> hidden(sql, from, to, lengthMax);
                };
        if (text.length() <= lengthMax) {
            return new Redacted(text, false);
        }
        boolean splitsPair = lengthMax > 0 && Character.isHighSurrogate(text.charAt(lengthMax - 1));
        return new Redacted(text.substring(0, splitsPair ? lengthMax - 1 : lengthMax), true);
    }

    private String hidden(byte[] sql, int from, int to, int lengthMax) {
        out.reset();
        lexer.reset(sql, from, to);
        int behind = from;
        int token = lexer.next();
        // Four bytes a character are enough to tell that the text is too long.
        while (token != Token.END && out.size() / 4 <= lengthMax) {
            int start = lexer.start();
            boolean quoted = token == Token.IDENT && lexer.position() > lexer.stop();
            boolean leftOpen = token == Token.IDENT && start > from && isNameQuote(sql[start - 1]);
            int tokenStart = quoted || leftOpen ? start - 1 : start;
            writeGap(sql, behind, tokenStart);
            if (isLiteral(token)) {
                out.write('?');
            } else {
                out.write(sql, tokenStart, lexer.position() - tokenStart);
            }
            behind = lexer.position();
            token = lexer.next();
        }
        byte[] bytes = out.toByteArray();
        return charset.read(bytes, 0, bytes.length).strip();
    }

    private static boolean isNameQuote(byte c) {
        return c == '`' || c == '"';
    }

    private static boolean isLiteral(int token) {
        return switch (token) {
            case Token.NUM,
                    Token.DECIMAL_NUM,
                    Token.FLOAT_NUM,
                    Token.HEX_NUM,
                    Token.BIN_NUM,
                    Token.TEXT_STRING,
                    Token.NCHAR_STRING,
                    Token.PARAM_MARKER,
                    Token.DOLLAR_QUOTED_STRING ->
                    true;
            default -> false;
        };
    }

    /** What stands between two tokens: white space stays, and of comments those that act. */
    private void writeGap(byte[] sql, int from, int to) {
        int i = from;
        while (i < to) {
            int next;
            if (startsWith(sql, i, to, "*/")) {
                next = i + 2;
                out.write(sql, i, 2);
            } else if (startsWith(sql, i, to, "/*")) {
                next = writeComment(sql, i, to);
            } else if (sql[i] == '#' || sql[i] == '-') {
                next = lineEnd(sql, i, to);
            } else {
                next = i + 1;
                out.write(sql[i]);
            }
            i = next;
        }
    }

    private int writeComment(byte[] sql, int from, int to) {
        int close = from + 2;
        while (close < to && !startsWith(sql, close, to, "*/")) {
            close++;
        }
        int next = Math.min(close + 2, to);
        boolean isHint = startsWith(sql, from, to, "/*+");
        // One that closes behind a later token is executed: its mark and version stand here.
        boolean isExecuted = close == to;
        if (isHint || isExecuted) {
            out.write(sql, from, next - from);
        } else {
            out.write(' ');
        }
        return next;
    }

    private static int lineEnd(byte[] sql, int from, int to) {
        int i = from;
        while (i < to && sql[i] != '\n') {
            i++;
        }
        return i;
    }

    private static boolean startsWith(byte[] sql, int from, int to, String prefix) {
        if (from + prefix.length() > to) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (sql[from + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
