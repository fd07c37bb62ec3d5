package io.github.spyhop.model.statement;

/**
 * Whether NULL is a value or a word of a clause, told from the tokens before it.
 *
 * <p>A value stands where an expression may begin: behind an operator, a comma, an opening
 * parenthesis, a word such as WHERE. Everywhere else NULL belongs to a clause: {@code IS NULL},
 * {@code INT NOT NULL}, {@code ON DELETE SET NULL}, {@code NULL ON EMPTY}. A few tokens stand in
 * both places; what is before them decides.
 */
final class NullContext {

    /** Remembered for a NULL that is a word of a clause other than IS NULL. */
    static final int CLAUSE_NULL = Token.COUNT - 1;

    private final TokenTable table;
    private int firstWord;
    private boolean maskingPolicy;
    private boolean queried;

    NullContext(TokenTable table) {
        this.table = table;
    }

    void clear() {
        firstWord = 0;
        maskingPolicy = false;
        queried = false;
    }

    /** Notes the statement's first token. */
    void first(int token) {
        firstWord = token;
    }

    /** Notes that a query has begun. */
    void select() {
        queried = true;
    }

    /** Notes what kind of object the statement is about. */
    void object(int token, long before) {
        maskingPolicy |= token == Token.MASKING && last(before) == Token.CREATE;
    }

    /** What to remember for this NULL if it is a word of a clause, 0 if it is a value. */
    int keeps(long before) {
        int last = last(before);
        int second = second(before);
        if (last == Token.IS || (isNot(last) && second == Token.IS)) {
            return Token.NULL;
        }
        boolean value =
                switch (last) {
                    case Token.NOT, Token.NOT2, Token.BINARY -> startsValue(before >>> 16);
                    case Token.ON -> !isClauseOnNull(before);
                    case Token.EQ, Token.SET_VAR -> !isOptionOfNull(second);
                    default -> startsValue(before);
                };
        return value ? 0 : CLAUSE_NULL;
    }

    /** Whether an expression may begin behind these tokens. */
    private boolean startsValue(long before) {
        int last = last(before);
        int second = second(before);
        // {d NULL}
        if (second == '{') {
            return true;
        }
        return switch (last) {
            // COLUMN_FORMAT DEFAULT is an attribute of a column, as is STORAGE DEFAULT.
            case Token.DEFAULT -> second != Token.COLUMN_FORMAT && second != Token.STORAGE;
            // CREATE MASKING POLICY p(c) NULL
            case ')' -> maskingPolicy;
            case Token.BINARY -> startsValue(before >>> 16);
            default -> table.is(TokenTable.VALUE_FOLLOWS, last);
        };
    }

    /** NULL ON NULL and ABSENT ON NULL, unlike the condition of a join. */
    private boolean isClauseOnNull(long before) {
        int second = second(before);
        return second == CLAUSE_NULL || (second == Token.ABSENT && isOperandEnd(before >>> 32));
    }

    private boolean isOperandEnd(long before) {
        return last(before) != '.' && !startsValue(before);
    }

    /** Options that are given NULL as a word: they are none in a query, where such a name may be. */
    private boolean isOptionOfNull(int option) {
        return switch (option) {
            case Token.SECONDARY_ENGINE ->
                    (firstWord == Token.CREATE || firstWord == Token.ALTER) && !queried;
            case Token.PRIVILEGE_CHECKS_USER,
                    Token.SOURCE_TLS_CIPHERSUITES,
                    Token.MASTER_TLS_CIPHERSUITES ->
                    firstWord == Token.CHANGE;
            default -> false;
        };
    }

    private static boolean isNot(int token) {
        return token == Token.NOT || token == Token.NOT2;
    }

    private static int last(long before) {
        return (int) before & 0xFFFF;
    }

    private static int second(long before) {
        return (int) (before >>> 16) & 0xFFFF;
    }
}
