package io.github.spyhop.model.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Looks into statements one at a time, for samples and plans; it is far from the path of every
 * packet.
 *
 * <p>Our own lexer finds the tables and decides on EXPLAIN: it takes every statement. JSqlParser is
 * asked for a second opinion, and given up if it takes not the statement or too much time. Not
 * thread-safe.
 */
public final class StatementAnalyzer implements AutoCloseable {

    private final KindRules kinds;
    private final TableScanner tables;
    private final ExplainRules explain;
    private final SqlDigester digester;
    private final TableParser parser;

    /**
     * An analyzer of statements in UTF-8.
     *
     * @param options the dialect and modes; the character set is taken to be UTF-8
     * @param timeLimit how long the parser may take for one statement
     */
    public StatementAnalyzer(DigestOptions options, Duration timeLimit) {
        Keywords keywords = Keywords.ofStatements(options.dialect().wordsVersion());
        this.kinds = new KindRules(options, keywords);
        this.tables = new TableScanner(options, keywords);
        this.explain = new ExplainRules(options, keywords);
        this.digester = new SqlDigester(options.withFamiliesMax(1));
        this.parser = new TableParser(options, timeLimit);
    }

    /** Looks into the first statement of a text. */
    public StatementAnalysis analyze(String sql) {
        byte[] bytes = sql.getBytes(UTF_8);
        digester.digest(bytes);
        int end = digester.nextStatement();
        StatementKind kind = kinds.kind(bytes, 0, end);
        Explainable explainable = explain.verdict(kind, bytes, 0, end, bytes.length);
        List<TableName> found = tables.tables(bytes, 0, end);
        boolean confirmed =
                isParsed(kind)
                        && parser.tables(new String(bytes, 0, end, UTF_8))
                                .filter(parsed -> Set.copyOf(parsed).equals(Set.copyOf(found)))
                                .isPresent();
        return new StatementAnalysis(kind, found, explainable, confirmed);
    }

    private static boolean isParsed(StatementKind kind) {
        return kind == StatementKind.READ || kind == StatementKind.WRITE;
    }

    @Override
    public void close() {
        parser.close();
    }
}
