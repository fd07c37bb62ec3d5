package io.github.spyhop.collector.poll.innodb;

import io.vertx.sqlclient.Row;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A session that waits for a lock or that others wait for.
 *
 * @param pid the connection's id; 0 for a thread of the server's own
 * @param sql what it runs or, where it is idle, what it ran last
 * @param seconds how long it has been doing that
 */
public record LockSession(
        long pid,
        @Nullable String user,
        @Nullable String host,
        @Nullable String schema,
        @Nullable String command,
        @Nullable String state,
        long seconds,
        @Nullable String sql) {

    LockSession withText(UnaryOperator<@Nullable String> form) {
        return new LockSession(pid, user, host, schema, command, state, seconds, form.apply(sql));
    }

    /** The columns of a session, given the names of its thread's tables and of the columns. */
    static String columns(String thread, String prefix) {
        return """
        %1$s.PROCESSLIST_ID AS %2$s_pid, %1$s.PROCESSLIST_USER AS %2$s_user,
        %1$s.PROCESSLIST_HOST AS %2$s_host, %1$s.PROCESSLIST_DB AS %2$s_schema,
        %1$s.PROCESSLIST_COMMAND AS %2$s_command, %1$s.PROCESSLIST_STATE AS %2$s_state,
        COALESCE(%1$s.PROCESSLIST_TIME, 0) AS %2$s_seconds,
        COALESCE(%1$s.PROCESSLIST_INFO,
            (SELECT s.SQL_TEXT FROM performance_schema.events_statements_current s
                WHERE s.THREAD_ID = %1$s.THREAD_ID ORDER BY s.EVENT_ID LIMIT 1)) AS %2$s_sql
        """
                .formatted(thread, prefix);
    }

    static LockSession of(Row row, String prefix) {
        Number pid = (Number) row.getValue(prefix + "_pid");
        Number seconds = (Number) row.getValue(prefix + "_seconds");
        return new LockSession(
                pid == null ? 0 : pid.longValue(),
                row.getString(prefix + "_user"),
                row.getString(prefix + "_host"),
                row.getString(prefix + "_schema"),
                row.getString(prefix + "_command"),
                row.getString(prefix + "_state"),
                seconds == null ? 0 : seconds.longValue(),
                row.getString(prefix + "_sql"));
    }
}
