package io.github.spyhop.model.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Digests of some thousand generated statements, held against those of real servers. */
class GeneratedDigestsIT {

    private static final int STATEMENTS = 4_000;
    private static final int STATEMENTS_A_MODE = 1_000;

    /** {@code -Ddigests.seed=N} makes other statements. */
    private static final long SEED = Long.getLong("digests.seed", 4);

    @Test
    void equalThoseOfMySql97() throws SQLException {
        compare(Dialect.MYSQL_9_7, Set.of(), STATEMENTS);
    }

    @Test
    void equalThoseOfMySql80() throws SQLException {
        compare(Dialect.MYSQL_8_0, Set.of(), STATEMENTS);
    }

    @ParameterizedTest
    @EnumSource
    void equalThoseOfASessionWithAMode(SqlMode mode) throws SQLException {
        compare(Dialect.MYSQL_9_7, Set.of(mode), STATEMENTS_A_MODE);
        compare(Dialect.MYSQL_8_0, Set.of(mode), STATEMENTS_A_MODE);
    }

    private static void compare(Dialect dialect, Set<SqlMode> modes, int count)
            throws SQLException {
        List<String> differences = new ArrayList<>();
        int accepted = 0;
        try (ServerDigests server = ServerDigests.of(dialect)) {
            DigestOptions options =
                    DigestOptions.DEFAULT
                            .withDialect(dialect)
                            .withSqlModes(modes)
                            .withDigestLengthMax(server.digestLengthMax());
            server.setModes(options);
            SqlDigester digester = new SqlDigester(options);
            StatementGrammar grammar = new StatementGrammar(SEED + modes.hashCode());
            for (int i = 0; i < count; i++) {
                String sql = grammar.next();
                Optional<String> wanted = server.text(sql.getBytes(UTF_8), options.charset());
                if (wanted.isPresent()) {
                    accepted++;
                    String text = digester.digest(sql).text();
                    if (!text.equals(wanted.get())) {
                        differences.add(sql + "\n  server " + wanted.get() + "\n  here   " + text);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(accepted).as("statements that the server accepts").isGreaterThan(count / 2);
    }
}
