package io.github.spyhop.model.statement;

import java.util.Set;

/**
 * How statements are read and digested.
 *
 * @param dialect whose SQL it is
 * @param sqlModes the flags of the session's {@code sql_mode} that change the reading
 * @param charset the session's {@code character_set_client}
 * @param digestLengthMax the server's {@code max_digest_length}: bytes of tokens, at two a token
 *     and four plus its length a name; what follows is cut. 0 is none, and then {@link
 *     #DIGEST_LENGTH_LIMIT} holds
 * @param familiesMax how many families a digester remembers
 */
public record DigestOptions(
        Dialect dialect,
        Set<SqlMode> sqlModes,
        ClientCharset charset,
        int digestLengthMax,
        int familiesMax) {

    /** The most that a server's {@code max_digest_length} can be: 1 MiB. */
    public static final int DIGEST_LENGTH_LIMIT = 1 << 20;

    /** The {@code max_digest_length} of a server that sets none. */
    public static final int SERVER_DIGEST_LENGTH = 1024;

    /** Enough for the families of a busy server several times over. */
    public static final int FAMILIES_DEFAULT = 1 << 16;

    /** MySQL 9.7, no modes, utf8mb4, no cut. */
    public static final DigestOptions DEFAULT =
            new DigestOptions(
                    Dialect.MYSQL_9_7, Set.of(), ClientCharset.UTF8MB4, 0, FAMILIES_DEFAULT);

    public DigestOptions {
        sqlModes = Set.copyOf(sqlModes);
        if (digestLengthMax < 0 || digestLengthMax > DIGEST_LENGTH_LIMIT) {
            throw new IllegalArgumentException(
                    "a digest length of "
                            + digestLengthMax
                            + " bytes is not within 0 to "
                            + DIGEST_LENGTH_LIMIT);
        }
        if (familiesMax < 1) {
            throw new IllegalArgumentException(
                    "a digester must remember at least one family, not " + familiesMax);
        }
    }

    /**
     * How a server reads what it is sent, as far as it says so.
     *
     * @param version what it calls its version
     * @param sqlMode a {@code sql_mode}, as it writes them
     */
    public static DigestOptions ofServer(String version, String sqlMode) {
        return DEFAULT.withDialect(Dialect.parse(version)).withSqlModes(SqlMode.parse(sqlMode));
    }

    /** The same for another dialect. */
    public DigestOptions withDialect(Dialect other) {
        return new DigestOptions(other, sqlModes, charset, digestLengthMax, familiesMax);
    }

    /** The same for other modes. */
    public DigestOptions withSqlModes(Set<SqlMode> others) {
        return new DigestOptions(dialect, others, charset, digestLengthMax, familiesMax);
    }

    /** The same for another client character set. */
    public DigestOptions withCharset(ClientCharset other) {
        return new DigestOptions(dialect, sqlModes, other, digestLengthMax, familiesMax);
    }

    /** The same with another cut. */
    public DigestOptions withDigestLengthMax(int other) {
        return new DigestOptions(dialect, sqlModes, charset, other, familiesMax);
    }

    /** The same with another number of remembered families. */
    public DigestOptions withFamiliesMax(int other) {
        return new DigestOptions(dialect, sqlModes, charset, digestLengthMax, other);
    }

    boolean has(SqlMode mode) {
        return sqlModes.contains(mode);
    }

    int tokenBytesMax() {
        return digestLengthMax == 0 ? DIGEST_LENGTH_LIMIT : digestLengthMax;
    }
}
