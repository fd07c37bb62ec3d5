package io.github.spyhop.probe.watch;

import io.github.spyhop.model.instance.Endpoint;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A server whose processlist can be read. */
final class WatchedServer {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    private final Endpoint endpoint;
    private final MySQLConnectOptions options;

    WatchedServer(Endpoint endpoint, Account account) {
        this.endpoint = endpoint;
        options =
                new MySQLConnectOptions()
                        .setHost(endpoint.host())
                        .setPort(endpoint.port())
                        .setUser(account.name())
                        .setPassword(account.password())
                        .setDatabase(account.schema())
                        .setProperties(Map.of("program_name", "spyhop-probe"))
                        .setConnectTimeout((int) CONNECT_MAX.toMillis());
    }

    /**
     * How to log in.
     *
     * @param schema to connect to
     */
    record Account(String name, String password, String schema) {

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A connection as the server names it.
     *
     * @param host the client's {@code address:port}, or {@code name:port}
     * @param schema its default schema, or null
     */
    record Listed(String user, String host, @Nullable String schema) {}

    Endpoint endpoint() {
        return endpoint;
    }

    /**
     * The connections over TCP, on a connection that is closed again.
     *
     * @throws WatchFailedException if the server cannot be asked
     */
    List<Listed> processes(Vertx vertx) throws WatchFailedException {
        try {
            MySQLConnection connection =
                    MySQLConnection.connect(vertx, options)
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(CONNECT_MAX.toMillis() + 500, TimeUnit.MILLISECONDS);
            try {
                List<Listed> processes = new ArrayList<>();
                for (Row row :
                        connection
                                .query("SHOW PROCESSLIST")
                                .execute()
                                .toCompletionStage()
                                .toCompletableFuture()
                                .get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                    String host = row.getString("Host");
                    if (host != null && host.indexOf(':') >= 0) {
                        processes.add(new Listed(row.getString("User"), host, row.getString("db")));
                    }
                }
                return processes;
            } finally {
                connection.close();
            }
        } catch (TimeoutException late) {
            throw new WatchFailedException(endpoint + " did not answer in time", late);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new WatchFailedException(endpoint + ": " + cause.getMessage(), failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new WatchFailedException(endpoint + " was not waited for", stopping);
        }
    }
}
