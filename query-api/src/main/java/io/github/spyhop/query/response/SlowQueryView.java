package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.model.store.SlowQueryDocument;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A slow statement.
 *
 * @param id by which its plan is found
 * @param pid the connection's id, which the server uses again
 * @param time its duration in seconds, so far or in all
 * @param start when it began
 * @param end when it had ended; absent while it runs
 * @param rowsExamined rows that it examined
 * @param rowsSent rows that it sent
 * @param noIndex whether it read a table without an index
 */
public record SlowQueryView(
        String id,
        String instance,
        @Nullable String db,
        long pid,
        @Nullable String user,
        @Nullable String host,
        double time,
        @JsonProperty("sql_text") String sqlText,
        Instant start,
        @Nullable Instant end,
        @JsonProperty("digest_id") @Nullable String digestId,
        @JsonProperty("rows_examined") long rowsExamined,
        @JsonProperty("rows_sent") long rowsSent,
        @JsonProperty("no_index") boolean noIndex) {

    public static SlowQueryView of(SlowQueryDocument slow) {
        return new SlowQueryView(
                slow.id(),
                slow.instance(),
                slow.db(),
                slow.pid(),
                slow.user(),
                slow.host(),
                slow.time(),
                slow.sqlText(),
                slow.start(),
                slow.end(),
                slow.digestId(),
                slow.rowsExamined(),
                slow.rowsSent(),
                slow.noIndex());
    }
}
