package io.github.spyhop.binlog.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.binlog.checkpoint.Checkpoint;
import io.github.spyhop.binlog.fault.Fault;
import io.github.spyhop.binlog.source.SourceRunner;
import io.github.spyhop.binlog.source.SourceState;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source as operators see it.
 *
 * @param state starting, standby, running, retrying, parked, failed, paused or stopped
 * @param fault why it is parked, failed or retried
 * @param lagSeconds the age of the last confirmed transaction while others wait
 * @param unconfirmed messages that wait for their confirm
 * @param blocked whether the broker takes none for want of memory or disk
 * @param discarded messages that reached no queue and were thrown away
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceView(
        String name,
        String server,
        String state,
        Instant since,
        @Nullable FaultView fault,
        @Nullable PositionView position,
        double lagSeconds,
        long unconfirmed,
        boolean blocked,
        long discarded) {

    /** What went wrong, and what can be done. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FaultView(@Nullable String code, String detail, @Nullable String remedy) {}

    /** Up to where everything is published and confirmed. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PositionView(
            String serverUuid,
            @Nullable String gtidSet,
            String binlogFile,
            long binlogPosition,
            @Nullable Instant committedAt) {

        static PositionView of(Checkpoint checkpoint) {
            return new PositionView(
                    checkpoint.serverUuid(),
                    checkpoint.gtidSet().orElse(null),
                    checkpoint.position().file(),
                    checkpoint.position().offset(),
                    checkpoint.committedAt().orElse(null));
        }
    }

    static SourceView of(SourceRunner source) {
        SourceState state = source.state();
        Optional<Checkpoint> checkpoint = source.checkpoint();
        return new SourceView(
                source.settings().name(),
                source.settings().stream().login().toString(),
                state.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                state.since(),
                faultOf(state),
                checkpoint.map(PositionView::of).orElse(null),
                source.lagSeconds(),
                source.unconfirmed(),
                source.isBlocked(),
                source.discarded());
    }

    private static @Nullable FaultView faultOf(SourceState state) {
        return switch (state) {
            case SourceState.Parked parked -> view(parked.fault());
            case SourceState.Failed failed -> view(failed.fault());
            case SourceState.Retrying retrying -> new FaultView(null, retrying.reason(), null);
            case SourceState.Starting _,
                    SourceState.Standby _,
                    SourceState.Running _,
                    SourceState.Paused _,
                    SourceState.Stopped _ ->
                    null;
        };
    }

    private static FaultView view(Fault fault) {
        return new FaultView(fault.code().name(), fault.detail(), fault.code().remedy());
    }
}
