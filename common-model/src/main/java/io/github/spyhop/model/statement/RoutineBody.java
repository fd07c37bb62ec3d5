package io.github.spyhop.model.statement;

/**
 * Follows the blocks of a stored program's body, within which a semicolon does not end the
 * statement.
 *
 * <p>Where it cannot tell a block from a function of the same name, as with IF, it takes a block:
 * then a text of several statements may stay in one piece, but none is ever torn.
 */
final class RoutineBody {

    private static final int DEPTH_MAX = 1 << 12;

    // What is open: statements that end with a semicolon, or something that ends with an
    // expression.
    private static final byte STATEMENTS = 0;
    private static final byte CASE_EXPRESSION = 1;
    private static final byte REPEAT = 2;

    private final TokenTable table;
    private final byte[] kinds = new byte[DEPTH_MAX];
    private boolean undecided;
    private boolean isRoutine;
    private int depth;

    RoutineBody(TokenTable table) {
        this.table = table;
    }

    /** Whether {@link #word} wants to see this token. */
    static boolean watches(int token) {
        return switch (token) {
            case Token.CREATE,
                    Token.ALTER,
                    Token.BEGIN,
                    Token.END_WORD,
                    Token.CASE,
                    Token.IF,
                    Token.LOOP,
                    Token.WHILE,
                    Token.REPEAT ->
                    true;
            default -> isObject(token);
        };
    }

    void clear() {
        undecided = false;
        isRoutine = false;
        depth = 0;
    }

    /** Whether a block is open. */
    boolean isOpen() {
        return depth > 0;
    }

    void word(int token, long before) {
        if (!isRoutine) {
            decide(token, before);
            return;
        }
        int last = (int) before & 0xFFFF;
        if (token == Token.END_WORD) {
            close(last);
        } else if (last != Token.END_WORD) {
            open(token, last, startsStatement(before));
        }
    }

    private void open(int token, int last, boolean startsStatement) {
        switch (token) {
            case Token.LOOP, Token.WHILE -> push(STATEMENTS);
            case Token.CASE -> push(startsStatement ? STATEMENTS : CASE_EXPRESSION);
            case Token.BEGIN, Token.IF, Token.REPEAT -> {
                if (startsStatement && !isObject(last)) {
                    push(token == Token.REPEAT ? REPEAT : STATEMENTS);
                }
            }
            default -> {
                // The words of objects matter only in front of the body.
            }
        }
    }

    /** END is a name unless it follows a statement, or the expression that it closes. */
    private void close(int last) {
        byte kind = depth > 0 && depth <= DEPTH_MAX ? kinds[depth - 1] : STATEMENTS;
        boolean closes =
                last == ';'
                        || last == Token.BEGIN
                        || (kind != STATEMENTS
                                && last != '.'
                                && !table.is(TokenTable.VALUE_FOLLOWS, last));
        if (closes && depth > 0) {
            depth--;
        }
    }

    private void decide(int token, long before) {
        if (token == Token.CREATE || token == Token.ALTER) {
            undecided = before == 0;
        } else if (undecided && isObject(token)) {
            undecided = false;
            isRoutine =
                    token == Token.PROCEDURE
                            || token == Token.FUNCTION
                            || token == Token.TRIGGER
                            || token == Token.EVENT;
        }
    }

    private void push(byte kind) {
        if (depth < DEPTH_MAX) {
            kinds[depth] = kind;
        }
        depth++;
    }

    private boolean startsStatement(long before) {
        int last = (int) before & 0xFFFF;
        return switch (last) {
            case Token.THEN, Token.ELSE -> !isInCaseExpression();
            case Token.DO -> !isStatementEnd((int) (before >>> 16) & 0xFFFF);
            // Behind BINARY, of a column's or a result's type.
            case ':', Token.BINARY -> true;
            case '.' -> false;
            default -> !table.is(TokenTable.VALUE_FOLLOWS, last);
        };
    }

    private boolean isInCaseExpression() {
        return depth > 0 && depth <= DEPTH_MAX && kinds[depth - 1] == CASE_EXPRESSION;
    }

    private static boolean isStatementEnd(int token) {
        return switch (token) {
            case ';', Token.BEGIN, Token.THEN, Token.ELSE, Token.LOOP, Token.REPEAT -> true;
            default -> false;
        };
    }

    private static boolean isObject(int token) {
        return switch (token) {
            case Token.PROCEDURE,
                    Token.FUNCTION,
                    Token.TRIGGER,
                    Token.EVENT,
                    Token.TABLE,
                    Token.VIEW,
                    Token.INDEX,
                    Token.DATABASE,
                    Token.USER ->
                    true;
            default -> false;
        };
    }
}
