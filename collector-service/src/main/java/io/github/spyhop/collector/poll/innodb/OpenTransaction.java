package io.github.spyhop.collector.poll.innodb;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of InnoDB that is open for long, or that waits.
 *
 * @param state {@code RUNNING}, {@code LOCK WAIT}, {@code ROLLING BACK} or {@code COMMITTING}
 */
public record OpenTransaction(
        long pid,
        Instant startedAt,
        long seconds,
        String state,
        long rowsLocked,
        long rowsModified,
        @Nullable String user,
        @Nullable String host,
        @Nullable String schema,
        @Nullable String sql) {

    OpenTransaction withText(UnaryOperator<@Nullable String> form) {
        return new OpenTransaction(
                pid,
                startedAt,
                seconds,
                state,
                rowsLocked,
                rowsModified,
                user,
                host,
                schema,
                form.apply(sql));
    }
}
