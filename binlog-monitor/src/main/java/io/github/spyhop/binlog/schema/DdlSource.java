package io.github.spyhop.binlog.schema;

import io.debezium.antlr.mysql.SqlMode;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.SimpleStatementContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TableRefContext;
import io.github.spyhop.binlog.transaction.LoggedStatement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** A statement's text, read with the session's SQL mode by the grammar of the server's version. */
final class DdlSource {

    /** Enough to tell what it is about: CREATE TEMPORARY TABLE, ALTER IGNORE TABLE. */
    private static final int FIRST_TOKENS = 3;

    private static final Set<Integer> BEFORE_NAME =
            Set.of(
                    MySqlLexer.IF_SYMBOL,
                    MySqlLexer.NOT_SYMBOL,
                    MySqlLexer.NOT2_SYMBOL,
                    MySqlLexer.EXISTS_SYMBOL);

    private final CommonTokenStream tokens;
    private final MySqlParser parser;

    DdlSource(LoggedStatement statement, int serverVersion) {
        Set<SqlMode> modes = modesOf(statement.sqlMode());
        MySqlLexer lexer = new MySqlLexer(CharStreams.fromString(statement.sql()));
        lexer.serverVersion = serverVersion;
        lexer.sqlModes = modes;
        lexer.removeErrorListeners();
        lexer.addErrorListener(new Refusal());
        tokens = new CommonTokenStream(lexer);
        parser = new MySqlParser(tokens);
        parser.serverVersion = serverVersion;
        parser.sqlModes = modes;
        parser.removeErrorListeners();
        parser.addErrorListener(new Refusal());
    }

    private static Set<SqlMode> modesOf(long sqlMode) {
        Set<SqlMode> modes = EnumSet.noneOf(SqlMode.class);
        if ((sqlMode & SqlModes.PIPES_AS_CONCAT) != 0) {
            modes.add(SqlMode.PipesAsConcat);
        }
        if ((sqlMode & SqlModes.ANSI_QUOTES) != 0) {
            modes.add(SqlMode.AnsiQuotes);
        }
        if ((sqlMode & SqlModes.IGNORE_SPACE) != 0) {
            modes.add(SqlMode.IgnoreSpace);
        }
        if ((sqlMode & SqlModes.NO_BACKSLASH_ESCAPES) != 0) {
            modes.add(SqlMode.NoBackslashEscapes);
        }
        if ((sqlMode & SqlModes.HIGH_NOT_PRECEDENCE) != 0) {
            modes.add(SqlMode.HighNotPrecedence);
        }
        return modes;
    }

    /** The first words, without comments. */
    List<Token> firstTokens() {
        List<Token> first = new ArrayList<>();
        for (int i = 1; i <= FIRST_TOKENS; i++) {
            Token token = tokens.LT(i);
            if (token.getType() == Token.EOF) {
                break;
            }
            first.add(token);
        }
        return first;
    }

    /**
     * The whole statement.
     *
     * @throws DdlException if it is not of the grammar
     */
    SimpleStatementContext parse() {
        SimpleStatementContext parsed = parser.simpleStatement();
        Token next = tokens.LT(1);
        if (next.getType() != Token.EOF && next.getType() != MySqlLexer.SEMICOLON_SYMBOL) {
            throw new DdlException("not understood from \"%s\" on".formatted(next.getText()));
        }
        return parsed;
    }

    /**
     * The table of a CREATE or ALTER whose rest is not of the grammar.
     *
     * @throws DdlException if there is none
     */
    TableRefContext parseTableAlone() {
        tokens.fill();
        boolean one = false;
        for (Token token : tokens.getTokens()) {
            boolean word = token.getChannel() == Token.DEFAULT_CHANNEL;
            if (one && word && !BEFORE_NAME.contains(token.getType())) {
                parser.reset();
                tokens.seek(token.getTokenIndex());
                return parser.tableRef();
            }
            one |= token.getType() == MySqlLexer.TABLE_SYMBOL;
        }
        throw new DdlException("a statement without a table");
    }

    private static final class Refusal extends BaseErrorListener {
        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                @Nullable Object symbol,
                int line,
                int column,
                String message,
                @Nullable RecognitionException error) {
            throw new DdlException("not understood at %d:%d".formatted(line, column));
        }
    }
}
