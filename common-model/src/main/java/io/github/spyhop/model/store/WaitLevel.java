package io.github.spyhop.model.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The stretches of time that waits are added up by, the finest first. Hours and days begin as those of
 * UTC do, and are kept for longer, so that a month can be compared with the one before.
 */
public enum WaitLevel {
    /** From one look at the server to the next. */
    LOOK("look", ChronoUnit.MILLIS, Duration.ofDays(31)),
    HOUR("hour", ChronoUnit.HOURS, Duration.ofDays(100)),
    DAY("day", ChronoUnit.DAYS, Duration.ofDays(400));

    private final String stored;
    private final ChronoUnit unit;
    private final Duration kept;

    WaitLevel(String stored, ChronoUnit unit, Duration kept) {
        this.stored = stored;
        this.unit = unit;
        this.kept = kept;
    }

    /** Its name in {@link WaitFields#LEVEL}. */
    public String stored() {
        return stored;
    }

    /** When the stretch begins that a time is in; the time itself for looks. */
    public Instant startOf(Instant time) {
        return time.truncatedTo(unit);
    }

    /** When the first stretch begins that is not before a time. */
    public Instant startAtOrAfter(Instant time) {
        Instant start = startOf(time);
        return start.equals(time) ? start : start.plus(1, unit);
    }

    /** Until when what began at a time is kept. */
    public Instant expiresAt(Instant start) {
        return start.plus(kept);
    }
}
