package io.github.spyhop.query.response;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.query.read.BinlogSources;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a binlog source was published and confirmed.
 *
 * @param state {@code running}, or {@code idle} while nobody publishes it
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
