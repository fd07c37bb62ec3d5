package io.github.spyhop.model.statement;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.UnsupportedStatement;
import net.sf.jsqlparser.util.TablesNamesFinder;

/**
 * Finds tables by JSqlParser, which knows a statement's structure but not all of MySQL.
 *
 * <p>It parses on the caller's thread. One other thread, shared by all calls, tells the parser to
 * give up when the time is over.
 */
final class TableParser implements AutoCloseable {

    /** Longer statements are not parsed: the parser takes about a second for 100 kB. */
    private static final int LENGTH_MAX = 1 << 14;

    /** Deeper ones neither: the parser calls itself for each level. */
    private static final int DEPTH_MAX = 32;

    private final ScheduledThreadPoolExecutor watch;
    private final Duration timeLimit;
    private final boolean ansiQuotes;
    private final boolean escapes;

    TableParser(DigestOptions options, Duration timeLimit) {
        this.timeLimit = timeLimit;
        this.ansiQuotes = options.has(SqlMode.ANSI_QUOTES);
        this.escapes = !options.has(SqlMode.NO_BACKSLASH_ESCAPES);
        this.watch =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread thread = new Thread(task, "statement-parser-watch");
                            thread.setDaemon(true);
                            return thread;
                        });
        watch.setRemoveOnCancelPolicy(true);
    }

    /** The tables of a statement, or nothing if the parser does not take it, or not in time. */
    Optional<List<TableName>> tables(String sql) {
        if (sql.length() > LENGTH_MAX || CCJSqlParserUtil.getNestingDepth(sql) > DEPTH_MAX) {
            return Optional.empty();
        }
        CCJSqlParser parser =
                CCJSqlParserUtil.newParser(sql)
                        .withAllowComplexParsing(false)
                        .withBackslashEscapeCharacter(escapes)
                        .withDoubleQuotedStrings(!ansiQuotes)
                        .withHashLineComments();
        ScheduledFuture<?> deadline =
                watch.schedule(
                        () -> parser.interrupted = true, timeLimit.toNanos(), TimeUnit.NANOSECONDS);
        try {
            Statement statement = parser.Statement();
            return statement instanceof UnsupportedStatement
                    ? Optional.empty()
                    : Optional.of(new Finder().find(statement));
        } catch (ParseException | RuntimeException notTaken) {
            // The parser throws what it likes at SQL that it does not know.
            return Optional.empty();
        } finally {
            deadline.cancel(false);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    /** Collects the tables with their schemas apart. */
    private static final class Finder extends TablesNamesFinder<Void> {

        private final Map<String, TableName> names = new HashMap<>();

        List<TableName> find(Statement statement) {
            // What it returns is rid of common table expressions; what we note is taken apart.
            return getTables(statement).stream()
                    .map(names::get)
                    .filter(Objects::nonNull)
                    .filter(table -> !table.name().equalsIgnoreCase("dual"))
                    .distinct()
                    .toList();
        }

        @Override
        protected String extractTableName(Table table) {
            String name = super.extractTableName(table);
            names.put(
                    name,
                    new TableName(
                            Optional.ofNullable(table.getSchemaName()).map(Finder::unquoted),
                            unquoted(table.getName())));
            return name;
        }

        private static String unquoted(String name) {
            boolean quoted =
                    name.length() > 1
                            && ((name.startsWith("`") && name.endsWith("`"))
                                    || (name.startsWith("\"") && name.endsWith("\"")));
            if (!quoted) {
                return name;
            }
            String quote = name.substring(0, 1);
            return name.substring(1, name.length() - 1).replace(quote + quote, quote);
        }
    }
}
