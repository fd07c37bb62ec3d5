package io.github.spyhop.collector.poll.scheduler;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An EVENT as it is defined. Its times are those of its own time zone, as the server shows them.
 *
 * @param status {@code ENABLED}, {@code DISABLED}, {@code SLAVESIDE_DISABLED} or {@code
 *     REPLICA_SIDE_DISABLED}
 * @param definerKnown whether the definer's account is there; absent where that cannot be read
 * @param zoneOffsetSeconds how far its time zone is ahead of UTC now
 * @param lastAltered in UTC
 */
public record ScheduledEvent(
        String schema,
        String name,
        String definer,
        @Nullable Boolean definerKnown,
        String timeZone,
        long zoneOffsetSeconds,
        String definition,
        Schedule schedule,
        String status,
        String onCompletion,
        @Nullable LocalDateTime lastExecuted,
        LocalDateTime lastAltered,
        String comment) {

    /**
     * When it is due: once at a time, or every so often.
     *
     * @param intervalField MySQL's unit, such as {@code DAY}
     */
    public record Schedule(
            @Nullable LocalDateTime executeAt,
            @Nullable String intervalValue,
            @Nullable String intervalField,
            @Nullable LocalDateTime starts,
            @Nullable LocalDateTime ends) {}

    /** {@code schema.name}. */
    public String fullName() {
        return schema + "." + name;
    }

    public boolean enabled() {
        return status.equals("ENABLED");
    }

    /** Whether a failover disabled it: it was replicated from another server. */
    public boolean disabledOnReplica() {
        return status.endsWith("SIDE_DISABLED");
    }
}
