package io.github.spyhop.model.statement;

/**
 * Reads one statement into a token array.
 *
 * <p>Most of a digest follows from the tokens alone. Two rules of MySQL ask its grammar: NULL is a
 * literal only where an expression has it, and an integer that stands alone in GROUP BY, ORDER BY
 * or PARTITION BY is a column. Both can be told from the tokens before and the parentheses around,
 * which is what this class remembers.
 */
final class DigestScanner {

    /** What a token asks for beyond being stored. */
    private static final byte PLAIN = 0;

    private static final byte VALUE = 1;
    private static final byte NUMBER = 2;
    private static final byte INTEGER = 3;
    private static final byte NAME = 4;
    private static final byte OPENING = 5;
    private static final byte CLOSING = 6;
    private static final byte COMMA = 7;
    private static final byte PLUS = 8;
    private static final byte NULL = 9;
    private static final byte BY = 10;
    private static final byte HINTABLE = 11;
    private static final byte SEMICOLON = 12;
    private static final byte LIST_END = 13;
    private static final byte BLOCK = 14;

    private final SqlLexer lexer;
    private final TokenTable table;
    private final TokenArray tokens;
    private final HintLexer hints;
    private final NullContext nulls;
    private final ColumnLists lists;
    private final RoutineBody body;
    private final boolean dropsSemicolon;
    private final byte[] actions = new byte[Token.COUNT];

    /** The four tokens before, the last one in the lowest 16 bits. */
    private long recent;

    DigestScanner(DigestOptions options, SqlLexer lexer, TokenTable table, TokenArray tokens) {
        this.lexer = lexer;
        this.table = table;
        this.tokens = tokens;
        this.hints = new HintLexer(options, tokens);
        this.nulls = new NullContext(table);
        this.lists = new ColumnLists(options.dialect().hasNumericColumns());
        this.body = new RoutineBody(table);
        this.dropsSemicolon = options.dialect().dropsSemicolon();
        fillActions();
    }

    private void fillActions() {
        for (int token = 0; token < actions.length; token++) {
            if (table.is(TokenTable.ENDS_COLUMN_LIST, token)) {
                actions[token] = LIST_END;
            } else if (RoutineBody.watches(token) || token == Token.MASKING) {
                actions[token] = BLOCK;
            }
        }
        fill(VALUE, Token.TEXT_STRING, Token.NCHAR_STRING, Token.PARAM_MARKER, Token.HOSTNAME);
        fill(NUMBER, Token.DECIMAL_NUM, Token.FLOAT_NUM, Token.HEX_NUM, Token.BIN_NUM);
        fill(INTEGER, Token.NUM);
        fill(NAME, Token.IDENT);
        fill(OPENING, '(');
        fill(CLOSING, ')');
        fill(COMMA, ',');
        fill(PLUS, '+');
        fill(NULL, Token.NULL);
        fill(BY, Token.BY);
        fill(SEMICOLON, ';');
        fill(HINTABLE, Token.SELECT, Token.INSERT, Token.UPDATE, Token.DELETE, Token.REPLACE);
    }

    private void fill(byte action, int... of) {
        for (int token : of) {
            actions[token] = action;
        }
    }

    /** Reads the statement that the lexer stands at, up to its end or its semicolon. */
    void read() {
        tokens.clear();
        nulls.clear();
        lists.clear();
        body.clear();
        recent = 0;
        int token = lexer.next();
        nulls.first(token);
        while (token != Token.END) {
            if (token == Token.WITH) {
                token = readWith();
            } else if (accept(token)) {
                break;
            } else {
                token = lexer.next();
            }
        }
        lists.keepLast(tokens);
        if (dropsSemicolon) {
            tokens.dropSemicolon();
        }
    }

    /** WITH and ROLLUP are one token, so the server looks ahead; returns the token to go on with. */
    private int readWith() {
        int next = lexer.next();
        if (next == Token.ROLLUP) {
            accept(Token.WITH_ROLLUP);
            return lexer.next();
        }
        if (actions[next] != HINTABLE) {
            accept(Token.WITH);
            return next;
        }
        // A word that hints may follow is stored with them when it is read, so before WITH, and
        // once
        // more in its place; the flag that should prevent this swallows the token behind it.
        addHintable(next);
        accept(Token.WITH);
        tokens.add(next);
        recent = (recent << 16) | next;
        int swallowed = lexer.next();
        if (actions[swallowed] == HINTABLE || swallowed == Token.END) {
            return swallowed;
        }
        recent = (recent << 16) | swallowed;
        return lexer.next();
    }

    /** Stores a token; true if it is the semicolon that ends the statement. */
    private boolean accept(int token) {
        if (!lists.isWatching()) {
            return store(token);
        }
        long column = lists.take();
        boolean ends = store(token);
        if (column != 0 && !table.is(TokenTable.CONTINUES_EXPRESSION, token)) {
            tokens.keepColumn(column);
        }
        return ends;
    }

    private boolean store(int token) {
        long before = recent;
        recent = (before << 16) | token;
        switch (actions[token]) {
            case PLAIN -> tokens.add(token);
            case NAME -> addName();
            case VALUE -> tokens.addValue();
            case NUMBER -> tokens.addNumber();
            case INTEGER -> {
                tokens.addNumber();
                lists.integer(lexer.integer());
            }
            case OPENING -> {
                tokens.add(token);
                lists.open(before);
            }
            case CLOSING -> {
                tokens.addClosing();
                lists.close();
            }
            case COMMA -> {
                tokens.add(token);
                lists.comma();
            }
            default -> {
                return storeRare(token, before);
            }
        }
        return false;
    }

    private boolean storeRare(int token, long before) {
        switch (actions[token]) {
            case PLUS -> {
                tokens.add(token);
                lists.plus();
            }
            case NULL -> addNull(before);
            case BY -> {
                tokens.add(token);
                lists.by(before);
            }
            case HINTABLE -> addHintable(token);
            case LIST_END -> {
                tokens.add(token);
                lists.end();
            }
            case BLOCK -> {
                tokens.add(token);
                body.word(token, before);
                nulls.object(token, before);
            }
            case SEMICOLON -> {
                tokens.add(token);
                lists.end();
                return !body.isOpen();
            }
            default -> throw new IllegalStateException("no action for " + token);
        }
        return false;
    }

    private void addName() {
        int quote = lexer.doubledQuote();
        if (quote == 0) {
            tokens.addName(Token.DIGEST_IDENT, lexer.text(), lexer.start(), lexer.stop());
        } else {
            tokens.addQuotedName(
                    lexer.text(), lexer.start(), lexer.stop(), quote, lexer.doubledQuotes());
        }
    }

    private void addNull(long before) {
        int kept = nulls.keeps(before);
        if (kept == 0) {
            tokens.addNull();
        } else {
            tokens.add(Token.NULL);
        }
        recent = (before << 16) | (kept == 0 ? Token.GENERIC_VALUE : kept);
    }

    private void addHintable(int token) {
        tokens.add(token);
        if (token == Token.SELECT) {
            lists.end();
            nulls.select();
        }
        int hint = lexer.hintStart();
        if (hint >= 0) {
            lexer.resume(hints.read(lexer.text(), hint, lexer.end()));
        }
    }
}
