package io.github.spyhop.binlog.server;

import io.github.spyhop.binlog.stream.ServerLogin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.mysqlclient.SslMode;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One SQL connection, asked and waited for by a thread that may block. */
public final class SqlSession implements AutoCloseable {

    private final MySQLConnection connection;
    private final Duration timeout;

    private SqlSession(MySQLConnection connection, Duration timeout) {
        this.connection = connection;
        this.timeout = timeout;
    }

    /**
     * Connects and logs in.
     *
     * @param timeout of the connection and of each statement
     */
    public static SqlSession open(Vertx vertx, ServerLogin login, Duration timeout)
            throws SqlException, InterruptedException {
        MySQLConnectOptions options =
                new MySQLConnectOptions()
                        .setHost(login.host())
                        .setPort(login.port())
                        .setUser(login.user())
                        .setPassword(login.password())
                        .setSslMode(SslMode.valueOf(login.tlsMode().name()));
        options.setConnectTimeout((int) timeout.toMillis());
        switch (login.tlsMode()) {
            case DISABLED -> {}
            case PREFERRED, REQUIRED -> options.setTrustAll(true);
            case VERIFY_CA, VERIFY_IDENTITY ->
                    login.caCertificates()
                            .ifPresent(file ->
                                    options.setPemTrustOptions(
                                            new PemTrustOptions().addCertPath(file)));
        }
        switch (login.tlsMode()) {
            case VERIFY_IDENTITY -> options.setHostnameVerificationAlgorithm("HTTPS");
            case DISABLED, PREFERRED, REQUIRED, VERIFY_CA ->
                    options.setHostnameVerificationAlgorithm("");
        }
        return new SqlSession(await(MySQLConnection.connect(vertx, options), timeout), timeout);
    }

    /** The rows that a statement gives. */
    public List<Row> query(String sql) throws SqlException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        await(connection.query(sql).execute(), timeout).forEach(rows::add);
        return rows;
    }

    private static <T> T await(Future<T> future, Duration timeout)
            throws SqlException, InterruptedException {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof MySQLException refused) {
                throw new SqlException(
                        refused.getErrorCode(),
                        "MySQL error " + refused.getErrorCode() + ": " + refused.getMessage());
            }
            throw new SqlException(0, String.valueOf(failure.getCause()));
        } catch (TimeoutException late) {
            throw new SqlException(0, "no answer within " + timeout.toMillis() + " ms");
        }
    }

    /** A column's value as text, whatever the protocol made of it; empty for NULL. */
    public static String text(Row row, int column) {
        Object value = row.getValue(column);
        return switch (value) {
            case null -> "";
            case Buffer bytes -> bytes.toString();
            default -> value.toString();
        };
    }

    /** A binary string's bytes; null for NULL. */
    public static byte @Nullable [] bytes(Row row, int column) {
        return switch (row.getValue(column)) {
            case null -> null;
            case Buffer bytes -> bytes.getBytes();
            case Object other -> other.toString().getBytes(StandardCharsets.UTF_8);
        };
    }

    /** Text as a literal, under any SQL mode that has backslashes as escapes. */
    public static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    @Override
    public void close() {
        connection.close();
    }
}
