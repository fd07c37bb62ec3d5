package io.github.spyhop.cli.demo;

import io.github.spyhop.model.statement.DigestOptions;
import io.github.spyhop.model.statement.SqlDigester;
import io.github.spyhop.model.statement.StatementDigest;

/** The family of a statement that the demo sends, as a server with the default settings names it. */
final class Digests {

    private static final DigestOptions SERVER =
            DigestOptions.DEFAULT.withDigestLengthMax(DigestOptions.SERVER_DIGEST_LENGTH);

    private Digests() {}

    static String idOf(String sql) {
        return of(sql).id();
    }

    static String textOf(String sql) {
        return of(sql).text();
    }

    private static StatementDigest of(String sql) {
        return new SqlDigester(SERVER).digest(sql);
    }
}
