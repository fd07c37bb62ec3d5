package io.github.spyhop.model.statement;

import java.util.Arrays;
import java.util.Optional;

/** The tokens of one statement, to be looked at in any order. */
final class LexedStatement {

    /** What comes behind is not looked at: no one writes that much by hand. */
    private static final int TOKENS_MAX = 1 << 16;

    private final SqlLexer lexer;
    private final ClientCharset charset;
    private int[] tokens = new int[256];
    private int[] starts = new int[256];
    private int[] stops = new int[256];
    private int count;

    LexedStatement(DigestOptions options, Keywords keywords) {
        this.lexer = new SqlLexer(options, keywords);
        this.charset = options.charset();
    }

    void read(byte[] sql, int from, int to) {
        lexer.reset(sql, from, to);
        count = 0;
        int token = lexer.next();
        while (token != Token.END && count < TOKENS_MAX) {
            if (count == tokens.length) {
                tokens = Arrays.copyOf(tokens, count * 2);
                starts = Arrays.copyOf(starts, count * 2);
                stops = Arrays.copyOf(stops, count * 2);
            }
            tokens[count] = token;
            starts[count] = lexer.start();
            stops[count] = lexer.stop();
            count++;
            token = lexer.next();
        }
    }

    /** Whether all quotes and comments are closed. */
    boolean isComplete() {
        return !lexer.hasLeftOpen();
    }

    int count() {
        return count;
    }

    /** The token at an index, 0 in front of the first and behind the last. */
    int token(int i) {
        return i >= 0 && i < count ? tokens[i] : Token.END;
    }

    /** Whether the token at an index is a name, or a word that can be one. */
    boolean isName(int i) {
        int token = token(i);
        if (token == Token.IDENT) {
            return true;
        }
        return token >= 256 && isLetter(lexer.text()[starts[i]]) && !isLiteral(token);
    }

    private static boolean isLetter(byte c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static boolean isLiteral(int token) {
        return switch (token) {
            case Token.TEXT_STRING,
                    Token.NCHAR_STRING,
                    Token.HEX_NUM,
                    Token.BIN_NUM,
                    Token.HOSTNAME,
                    Token.DOLLAR_QUOTED_STRING ->
                    true;
            default -> false;
        };
    }

    /** The name at an index, without its quotes. */
    String name(int i) {
        byte[] text = lexer.text();
        int from = starts[i];
        String name = charset.decode(text, from, stops[i]).text();
        if (from == 0 || (name.indexOf('`') < 0 && name.indexOf('"') < 0)) {
            return name;
        }
        String quote = String.valueOf((char) text[from - 1]);
        return name.replace(quote + quote, quote);
    }

    /** A table's name at an index: a name, or two with a dot between. */
    Optional<TableName> tableName(int i) {
        if (!isName(i)) {
            return Optional.empty();
        }
        if (token(i + 1) != '.') {
            return Optional.of(new TableName(Optional.empty(), name(i)));
        }
        return isName(i + 2)
                ? Optional.of(new TableName(Optional.of(name(i)), name(i + 2)))
                : Optional.empty();
    }
}
