package io.github.spyhop.model.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks a real server for digest texts. */
final class ServerDigests implements AutoCloseable {

    /** ER_PARSE_ERROR_IN_DIGEST_FN. */
    private static final int PARSE_ERROR_IN_DIGEST_FUNCTION = 3676;

    private final Connection connection;
    private final Statement statement;

    ServerDigests(ServerKind kind) throws SQLException {
        // Name a schema, or the server cannot parse CREATE PROCEDURE p().
        connection = RealServers.shared(kind).connect("mysql", "");
        statement = connection.createStatement();
    }

    /** The server that speaks a dialect. */
    static ServerDigests of(Dialect dialect) throws SQLException {
        return new ServerDigests(
                dialect.equals(Dialect.MYSQL_8_0) ? ServerKind.MYSQL80 : ServerKind.MYSQL);
    }

    /** The server's {@code max_digest_length}. */
    int digestLengthMax() throws SQLException {
        return Integer.parseInt(single("SELECT @@max_digest_length"));
    }

    void setModes(DigestOptions options) throws SQLException {
        String modes =
                options.sqlModes().stream().map(SqlMode::name).collect(Collectors.joining(","));
        statement.execute("SET sql_mode = '" + modes + "'");
    }

    /** The digest text of a statement, or nothing if the server cannot parse it. */
    Optional<String> text(byte[] sql, ClientCharset charset) throws SQLException {
        String literal = "_" + charset.name() + " 0x" + HexFormat.of().formatHex(sql);
        try {
            String hex = single("SELECT HEX(STATEMENT_DIGEST_TEXT(" + literal + "))");
            return Optional.of(new String(HexFormat.of().parseHex(hex), UTF_8));
        } catch (SQLException failure) {
            if (failure.getErrorCode() != PARSE_ERROR_IN_DIGEST_FUNCTION) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    private String single(String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
