package io.github.spyhop.query.response;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.model.store.SlowQueryDocument;
import io.github.spyhop.query.read.RunningStatements;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A statement that runs now.
 *
 * @param seconds how long it ran until {@code seenAt}
 * @param startedAt when it began
 * @param seenAt when the collector last saw it run
 * @param truncated whether its text is cut
 * @param rowsExamined rows that it examined by then
 * @param rowsSent rows that it sent by then
 * @param noIndex whether it reads a table without an index
 * @param kill the statement that ends it, to be run by who may
 */
@JsonNaming(SnakeCaseStrategy.class)
public record RunningView(
        String instance,
        String slowQueryId,
        @Nullable String digestId,
        long pid,
        @Nullable String user,
        @Nullable String host,
        @Nullable String db,
        double seconds,
        Instant startedAt,
        Instant seenAt,
        String sqlText,
        boolean truncated,
        long rowsExamined,
        long rowsSent,
        boolean noIndex,
        String kill) {

    public static RunningView of(SlowQueryDocument statement) {
        return new RunningView(
                statement.instance(),
                statement.id(),
                statement.digestId(),
                statement.pid(),
                statement.user(),
                statement.host(),
                statement.db(),
                statement.time(),
                statement.start(),
                RunningStatements.seenAt(statement),
                statement.sqlText(),
                statement.truncated(),
                statement.rowsExamined(),
                statement.rowsSent(),
                statement.noIndex(),
                "KILL QUERY " + statement.pid());
    }
}
