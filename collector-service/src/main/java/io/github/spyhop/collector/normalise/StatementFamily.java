package io.github.spyhop.collector.normalise;

import io.github.spyhop.model.statement.Dialect;
import io.github.spyhop.model.statement.DigestOptions;
import io.github.spyhop.model.statement.SqlDigester;
import io.github.spyhop.model.statement.StatementAnalysis;
import io.github.spyhop.model.statement.StatementAnalyzer;
import io.github.spyhop.model.statement.StatementDigest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Digests texts as the server would, where it does not say: 8.0.15 gives no digest of a prepared
 * statement that runs. Thread-safe.
 */
public final class StatementFamily {

    private static final int FAMILIES_MAX = 2_000;
    private static final Map<Dialect, SqlDigester> DIGESTERS = new ConcurrentHashMap<>();
    private static final Duration PARSE_MAX = Duration.ofMillis(50);
    private static final StatementAnalyzer ANALYZER =
            new StatementAnalyzer(DigestOptions.DEFAULT.withDialect(Dialect.MYSQL_9_7), PARSE_MAX);

    private StatementFamily() {}

    /**
     * The digest of a statement.
     *
     * @param version what the server calls its version
     */
    public static StatementDigest of(String sql, String version) {
        return of(sql, Dialect.parse(version));
    }

    /** A statement, or a part of one, without its values. */
    public static String withoutValues(String sql) {
        return of(sql, Dialect.MYSQL_9_7).text();
    }

    /** What statements of a digest text do, and to which tables. */
    public static StatementAnalysis analysisOf(String digestText) {
        synchronized (ANALYZER) {
            return ANALYZER.analyze(digestText);
        }
    }

    private static StatementDigest of(String sql, Dialect dialect) {
        SqlDigester digester = DIGESTERS.computeIfAbsent(dialect, StatementFamily::newDigester);
        synchronized (digester) {
            return digester.digest(sql);
        }
    }

    private static SqlDigester newDigester(Dialect dialect) {
        return new SqlDigester(
                DigestOptions.DEFAULT
                        .withDialect(dialect)
                        .withDigestLengthMax(DigestOptions.SERVER_DIGEST_LENGTH)
                        .withFamiliesMax(FAMILIES_MAX));
    }
}
