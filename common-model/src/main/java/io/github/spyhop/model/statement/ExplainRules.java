package io.github.spyhop.model.statement;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells by a statement's tokens whether EXPLAIN may be run on it. */
final class ExplainRules {

    private final Set<String> harmlessFunctions = new HashSet<>();
    private final LexedStatement statement;
    private final SqlLexer lexer;

    ExplainRules(DigestOptions options, Keywords keywords) {
        this.statement = new LexedStatement(options, keywords);
        this.lexer = new SqlLexer(options, keywords);
        for (String line : ResourceLines.read("harmless-functions.txt")) {
            harmlessFunctions.addAll(List.of(line.split(" ")));
        }
    }

    /**
     * The verdict on a text.
     *
     * @param statementEnd where its first statement ends
     */
    Explainable verdict(StatementKind kind, byte[] sql, int from, int statementEnd, int to) {
        statement.read(sql, from, statementEnd);
        if (!isExplained(kind)) {
            return Explainable.NOT_OF_THIS_KIND;
        }
        if (hasMore(sql, statementEnd, to)) {
            return Explainable.SEVERAL_STATEMENTS;
        }
        if (!statement.isComplete() || !isBalanced()) {
            return Explainable.INCOMPLETE;
        }
        for (int i = 0; i < statement.count(); i++) {
            if (statement.token(i) == Token.PARAM_MARKER) {
                return Explainable.MISSES_VALUES;
            }
        }
        for (int i = 0; i < statement.count(); i++) {
            if (mayAct(i, kind)) {
                return Explainable.MAY_ACT;
            }
        }
        return kind == StatementKind.WRITE ? Explainable.WITH_PRIVILEGES_TO_WRITE : Explainable.YES;
    }

    private boolean isExplained(StatementKind kind) {
        int first = 0;
        while (statement.token(first) == '(') {
            first++;
        }
        return switch (statement.token(first)) {
            case Token.SELECT,
                    Token.WITH,
                    Token.TABLE,
                    Token.VALUES,
                    Token.INSERT,
                    Token.UPDATE,
                    Token.DELETE,
                    Token.REPLACE ->
                    kind == StatementKind.READ || kind == StatementKind.WRITE;
            default -> false;
        };
    }

    private boolean hasMore(byte[] sql, int from, int to) {
        lexer.reset(sql, from, to);
        return lexer.next() != Token.END;
    }

    private boolean isBalanced() {
        int depth = 0;
        for (int i = 0; i < statement.count() && depth >= 0; i++) {
            int token = statement.token(i);
            depth += token == '(' ? 1 : token == ')' ? -1 : 0;
        }
        return depth == 0;
    }

    private boolean mayAct(int i, StatementKind kind) {
        return switch (statement.token(i)) {
            case Token.SET_VAR -> true;
            case Token.INTO -> kind == StatementKind.READ;
            // FOR UPDATE and FOR SHARE; FOR also stands in index hints and in SUBSTRING.
            case Token.FOR -> locks(i + 1);
            case Token.LOCK -> statement.token(i + 1) == Token.IN;
            case Token.IDENT -> statement.token(i + 1) == '(' && !isHarmlessCall(i);
            default -> false;
        };
    }

    private boolean locks(int i) {
        return statement.token(i) == Token.UPDATE || statement.token(i) == Token.SHARE;
    }

    private boolean isHarmlessCall(int i) {
        int before = statement.token(i - 1);
        return switch (before) {
            // A function of a schema is a stored one.
            case '.' -> false;
            // INSERT INTO t (...), a table's name with its columns, AS t (...), WITH t (...).
            case Token.INTO,
                    Token.AS,
                    Token.WITH,
                    Token.RECURSIVE,
                    Token.INSERT,
                    Token.REPLACE,
                    Token.INDEX ->
                    true;
            default ->
                    harmlessFunctions.contains(statement.name(i).toUpperCase(Locale.ROOT))
                            || isCommonTableExpression(i);
        };
    }

    /** {@code , b (x, y) AS (...)}. */
    private boolean isCommonTableExpression(int i) {
        int close = i + 2;
        while (statement.isName(close) || statement.token(close) == ',') {
            close++;
        }
        return statement.token(close + 1) == Token.AS && statement.token(close + 2) == '(';
    }
}
