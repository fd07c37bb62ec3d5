package io.github.spyhop.model.statement;

/**
 * Reads operators of more than one character. Each method returns the token that begins at {@code
 * i}; {@link #stop()} tells where it ends.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/9.7/en/non-typed-operators.html">Operators</a>
 */
final class LexerOperators {

    private final int or;

    private int stop;

    LexerOperators(DigestOptions options) {
        this.or = options.has(SqlMode.PIPES_AS_CONCAT) ? Token.OR_OR : Token.OR2;
    }

    /** Where the operator read last ends. */
    int stop() {
        return stop;
    }

    /** {@code -}, or the arrows into JSON. */
    int minus(byte[] text, int i, int end) {
        if (byteAt(text, i + 1, end) != '>') {
            return token(i + 1, '-');
        }
        return byteAt(text, i + 2, end) == '>'
                ? token(i + 3, Token.JSON_UNQUOTED_SEPARATOR)
                : token(i + 2, Token.JSON_SEPARATOR);
    }

    /** What begins with {@code =}, {@code >} or {@code !}. */
    int compare(byte[] text, int i, int end) {
        int next = byteAt(text, i + 1, end);
        return switch (text[i]) {
            case '=' -> token(i + 1, Token.EQ);
            case '>' ->
                    switch (next) {
                        case '=' -> token(i + 2, Token.GE);
                        case '>' -> token(i + 2, Token.SHIFT_RIGHT);
                        default -> token(i + 1, Token.GT);
                    };
            default ->
                    switch (next) {
                        case '=' -> token(i + 2, Token.NE);
                        // The server swallows what looks like more of an operator: !! is one !.
                        case '!', '<', '>' -> token(i + 2, '!');
                        default -> token(i + 1, '!');
                    };
        };
    }

    /** What begins with {@code <}. */
    int less(byte[] text, int i, int end) {
        return switch (byteAt(text, i + 1, end)) {
            case '=' ->
                    byteAt(text, i + 2, end) == '>'
                            ? token(i + 3, Token.EQUAL)
                            : token(i + 2, Token.LE);
            case '>' -> token(i + 2, Token.NE);
            case '<' -> token(i + 2, Token.SHIFT_LEFT);
            default -> token(i + 1, Token.LT);
        };
    }

    /** {@code &} and {@code |}, once or twice. */
    int doubled(byte[] text, int i, int end) {
        int c = text[i] & 0xFF;
        if (byteAt(text, i + 1, end) != c) {
            return token(i + 1, c);
        }
        return token(i + 2, c == '&' ? Token.AND_AND : or);
    }

    /** {@code :} or {@code :=}. */
    int colon(byte[] text, int i, int end) {
        return byteAt(text, i + 1, end) == '=' ? token(i + 2, Token.SET_VAR) : token(i + 1, ':');
    }

    private int token(int behind, int token) {
        stop = behind;
        return token;
    }

    private static int byteAt(byte[] text, int i, int end) {
        return i < end ? text[i] & 0xFF : 0;
    }
}
