package io.github.spyhop.model.statement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the tables that a statement names, by our own lexer: it needs no grammar, knows all of
 * MySQL's statements, and makes the most of a text that was cut.
 *
 * <p>A table is named behind a word that announces one (FROM, JOIN, INTO, UPDATE, TABLE, ...) and
 * behind the commas of such a list. Names of common table expressions and derived tables are none.
 */
final class TableScanner {

    /** No more tables than this are told; a query joins 61 at most. */
    private static final int TABLES_MAX = 128;

    private static final int DEPTH_MAX = 1 << 10;

    // What a comma or FROM means between these parentheses.
    private static final byte EXPRESSION = 0;
    private static final byte QUERY = 1;
    private static final byte TABLE_LIST = 2;

    private final LexedStatement statement;
    private final TableWords words;
    private final byte[] clauses = new byte[DEPTH_MAX];
    private final boolean[] inWith = new boolean[DEPTH_MAX];
    private final List<TableName> found = new ArrayList<>();
    private final Set<String> expressions = new HashSet<>();

    private int depth;

    /** Where the last table's name ended. */
    private int nameEnd;

    /** How many tables were found in front of the FROM of a DELETE. */
    private int deletedFrom;

    private boolean awaitsOn;

    TableScanner(DigestOptions options, Keywords keywords) {
        this.statement = new LexedStatement(options, keywords);
        this.words = new TableWords(keywords);
    }

    /** The tables of a statement, each once, in the order in which they are named. */
    List<TableName> tables(byte[] sql, int from, int to) {
        statement.read(sql, from, to);
        found.clear();
        expressions.clear();
        Arrays.fill(clauses, EXPRESSION);
        Arrays.fill(inWith, false);
        depth = 0;
        nameEnd = -1;
        deletedFrom = -1;
        awaitsOn = false;
        if (!isPrivilegeStatement()) {
            int i = 0;
            while (i < statement.count() && found.size() < TABLES_MAX) {
                i = accept(i) + 1;
            }
        }
        Set<TableName> tables = new LinkedHashSet<>(found);
        tables.removeIf(this::isExpression);
        return List.copyOf(tables);
    }

    private boolean isPrivilegeStatement() {
        return words.precedesNoVerb(statement.token(0)) && statement.token(0) != Token.WITH;
    }

    private boolean isExpression(TableName table) {
        return table.schema().isEmpty()
                && expressions.contains(table.name().toLowerCase(Locale.ROOT));
    }

    /** Looks at the token at an index; returns the index of the last token that it used. */
    private int accept(int i) {
        int token = statement.token(i);
        return switch (token) {
            case '(' -> {
                push(EXPRESSION);
                yield i;
            }
            case ')' -> {
                depth = Math.max(0, depth - 1);
                yield i;
            }
            case ',' -> comma(i);
            case ';' -> {
                setClause(EXPRESSION);
                yield i;
            }
            default -> word(i, token);
        };
    }

    private int comma(int i) {
        if (depth < DEPTH_MAX && inWith[depth] && statement.token(i - 1) == ')') {
            return expression(i + 1);
        }
        return clause() == TABLE_LIST ? table(i + 1) : i;
    }

    private int word(int i, int token) {
        return switch (words.role(token)) {
            case NONE -> token == Token.TRIGGER ? awaitOn(i) : i;
            case SELECT -> query(i);
            case DELETE -> isVerb(i) ? deletion(i) : i;
            case FROM -> clause() == QUERY ? list(i) : i;
            case JOIN -> clause() == TABLE_LIST && !follows(i, Token.FOR) ? table(i + 1) : i;
            case UPDATE -> isVerb(i) ? list(i) : i;
            case INSERT -> isVerb(i) && statement.token(i + 1) != '(' ? table(i + 1) : i;
            case TRUNCATE, HANDLER -> beginsStatement(i) ? tableBehindOptionalWord(i) : i;
            case DESCRIBE -> i == 0 && statement.token(2) != Token.EQ ? table(1) : i;
            case TABLE -> tableWord(i);
            case TABLES -> i > 0 && i <= 2 && isListStatement() ? list(i) : i;
            case VIEW -> isObjectStatement() ? tableWord(i) : i;
            case REFERENCES -> table(i + 1);
            case ON -> on(i);
            case USING -> using(i);
            case LIKE -> isBehindCreated(i) ? table(i + 1) : i;
            case WITH -> expression(i + 1);
            case TO ->
                    isFirst(Token.RENAME) || (isFirst(Token.ALTER) && follows(i, Token.RENAME))
                            ? table(i + 1)
                            : i;
            case SHOWN -> shown(i);
            case IN -> isFirst(Token.SHOW) && clause() == QUERY ? list(i) : i;
            case LIST_END -> endList(i);
        };
    }

    private int query(int i) {
        setClause(QUERY);
        if (depth < DEPTH_MAX) {
            inWith[depth] = false;
        }
        return i;
    }

    private int deletion(int i) {
        deletedFrom = found.size();
        return query(i);
    }

    private int list(int i) {
        setClause(TABLE_LIST);
        return table(i + 1);
    }

    /** {@code DELETE FROM a USING t AS a}: what FROM named are aliases. */
    private int using(int i) {
        if (deletedFrom < 0 || clause() != TABLE_LIST || statement.token(i + 1) == '(') {
            return i;
        }
        while (found.size() > deletedFrom) {
            found.removeLast();
        }
        return table(i + 1);
    }

    private int tableWord(int i) {
        if (isFirst(Token.SHOW) && !follows(i, Token.CREATE)) {
            return i;
        }
        if (isListStatement() && depth == 0) {
            setClause(TABLE_LIST);
        }
        return table(i + 1);
    }

    private int tableBehindOptionalWord(int i) {
        int next = i + 1;
        return words.role(statement.token(next)) == TableWords.Role.TABLE ? i : table(next);
    }

    private int shown(int i) {
        if (isFirst(Token.SHOW)) {
            setClause(QUERY);
        } else if (depth == 0 && isObjectStatement() && found.isEmpty()) {
            return awaitOn(i);
        }
        return i;
    }

    /** CREATE INDEX and CREATE TRIGGER name their table behind ON. */
    private int awaitOn(int i) {
        awaitsOn = found.isEmpty();
        return i;
    }

    private int on(int i) {
        if (!awaitsOn) {
            // ANALYZE TABLE t UPDATE HISTOGRAM ON a, b: columns follow.
            if (isFirst(Token.ANALYZE)) {
                setClause(EXPRESSION);
            }
            return i;
        }
        awaitsOn = false;
        return table(i + 1);
    }

    private int endList(int i) {
        boolean indexHint =
                follows(i, Token.INDEX) || follows(i, Token.KEY) || follows(i, Token.FOR);
        if (clause() == TABLE_LIST && !indexHint) {
            setClause(EXPRESSION);
        }
        return i;
    }

    /** The name of a common table expression, if one stands here. */
    private int expression(int from) {
        int i = follows(from + 1, Token.RECURSIVE) ? from + 1 : from;
        int behind = statement.token(i + 1);
        if (statement.isName(i) && (behind == '(' || behind == Token.AS)) {
            expressions.add(statement.name(i).toLowerCase(Locale.ROOT));
            if (depth < DEPTH_MAX) {
                inWith[depth] = true;
            }
            return i;
        }
        return from - 1;
    }

    /** A table's name, if one stands here, behind words and parentheses that may be before it. */
    private int table(int from) {
        int i = from;
        while (words.isModifier(statement.token(i))
                || statement.token(i) == '('
                || statement.token(i) == '{') {
            if (statement.token(i) == '(') {
                push(TABLE_LIST);
            }
            // { OJ a LEFT JOIN b }
            i += statement.token(i) == '{' ? 2 : 1;
        }
        Optional<TableName> name =
                words.isNoTable(statement.token(i)) ? Optional.empty() : statement.tableName(i);
        if (name.isEmpty()) {
            return i - 1;
        }
        found.add(name.get());
        nameEnd = name.get().schema().isPresent() ? i + 2 : i;
        return nameEnd;
    }

    private boolean isVerb(int i) {
        int before = statement.token(i - 1);
        return !words.precedesNoVerb(before)
                && before != '.'
                && before != ','
                && !isFirst(Token.ANALYZE);
    }

    private boolean beginsStatement(int i) {
        int before = statement.token(i - 1);
        return switch (before) {
            case Token.END, ';', Token.BEGIN, Token.THEN, Token.ELSE -> true;
            default -> false;
        };
    }

    /** CREATE TABLE a LIKE b, CREATE TABLE a (LIKE b). */
    private boolean isBehindCreated(int i) {
        boolean inside = statement.token(i - 1) == '(' && i - 2 == nameEnd;
        return isFirst(Token.CREATE) && nameEnd >= 0 && (i - 1 == nameEnd || inside);
    }

    private boolean isObjectStatement() {
        boolean verb =
                isFirst(Token.CREATE)
                        || isFirst(Token.DROP)
                        || isFirst(Token.ALTER)
                        || isFirst(Token.SHOW);
        return verb && depth == 0 && clause() == EXPRESSION;
    }

    private boolean isListStatement() {
        return words.listsTables(statement.token(0));
    }

    private boolean isFirst(int word) {
        return statement.token(0) == word;
    }

    private boolean follows(int i, int word) {
        return statement.token(i - 1) == word;
    }

    private void push(byte clause) {
        depth++;
        if (depth < DEPTH_MAX) {
            clauses[depth] = clause;
            inWith[depth] = false;
        }
    }

    private byte clause() {
        return depth < DEPTH_MAX ? clauses[depth] : EXPRESSION;
    }

    private void setClause(byte clause) {
        if (depth < DEPTH_MAX) {
            clauses[depth] = clause;
        }
    }
}
