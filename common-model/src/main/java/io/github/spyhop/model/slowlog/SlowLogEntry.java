package io.github.spyhop.model.slowlog;

import io.github.spyhop.model.statement.Dialect;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a slow log.
 *
 * @param endedAt when it ended; null if the log does not tell
 * @param user who logged in
 * @param client the client's address, else its name; empty if the log does not tell
 * @param schema the log's last {@code use}, or what the entry itself names; null if there was none
 * @param latencyMicros its {@code Query_time}
 * @param lockMicros its {@code Lock_time}
 * @param rowsAffected 0 where the log does not tell, as MySQL's own
 * @param bytesSent 0 where the log does not tell, as without {@code log_slow_extra}
 * @param errorNumber 0 if it succeeded; null where the log does not tell, as without {@code
 *     log_slow_extra}
 * @param dialect of the server that wrote the log, if its header was seen, else of MySQL 9.7
 * @param sql without the semicolon that the log puts at its end
 */
public record SlowLogEntry(
        @Nullable Instant endedAt,
        String user,
        String client,
        @Nullable String schema,
        long latencyMicros,
        long lockMicros,
        long rowsSent,
        long rowsExamined,
        long rowsAffected,
        long bytesSent,
        @Nullable Integer errorNumber,
        Dialect dialect,
        String sql) {

    private static final long NANOS_PER_MICRO = 1_000;

    /** When it began, or null. */
    public @Nullable Instant startedAt() {
        return endedAt == null ? null : endedAt.minusNanos(latencyMicros * NANOS_PER_MICRO);
    }
}
