package io.github.spyhop.collector.poll.perfschema;

import io.vertx.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * Who runs a statement.
 *
 * @param connectionId the connection's id, which the server uses again
 * @param host the client's host, without its port
 */
public record StatementSession(long connectionId, @Nullable String user, @Nullable String host) {

    static final String COLUMNS = "t.PROCESSLIST_ID, t.PROCESSLIST_USER, t.PROCESSLIST_HOST";

    static @Nullable StatementSession of(Row row) {
        Long id = row.getLong("PROCESSLIST_ID");
        return id == null
                ? null
                : new StatementSession(
                        id, row.getString("PROCESSLIST_USER"), row.getString("PROCESSLIST_HOST"));
    }
}
