package io.github.spyhop.query.response;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.query.read.BinlogSources;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a binlog source was published and confirmed.
 *
 * @param source the source's name
 * @param state {@code running}, or {@code idle} while nobody publishes it
 * @param owner the process that publishes it
 * @param serverUuid the server that it is read from
 * @param gtidSet the GTIDs that were published and confirmed
 * @param binlogFile the binary log that it is in
 * @param binlogPosition the byte in that binary log
 * @param committedAt when the server committed what was confirmed last
 * @param savedAt when this was saved
 */
@JsonNaming(SnakeCaseStrategy.class)
public record BinlogSourceView(
        String source,
        String state,
        @Nullable String owner,
        @Nullable String serverUuid,
        @Nullable String gtidSet,
        @Nullable String binlogFile,
        @Nullable Long binlogPosition,
        @Nullable Instant committedAt,
        @Nullable Instant savedAt) {

    public static BinlogSourceView of(BinlogSources.Checkpoint it, Instant now) {
        Instant until = it.leaseUntil();
        return new BinlogSourceView(
                it.source(),
                until != null && until.isAfter(now) ? "running" : "idle",
                it.owner(),
                it.serverUuid(),
                it.gtidSet(),
                it.binlogFile(),
                it.binlogPosition(),
                it.committedAt(),
                it.savedAt());
    }
}
