package io.github.spyhop.query.read;

import java.time.Duration;
import java.time.Instant;

/** The lengths of time that windows are rolled up to; each is made of the one before. */
public enum RollupLevel {
    MINUTE("m", Duration.ofMinutes(1), Duration.ofDays(2)),
    FIVE_MINUTES("f", Duration.ofMinutes(5), Duration.ofDays(2)),
    HOUR("h", Duration.ofHours(1), Duration.ofDays(100)),
    DAY("d", Duration.ofDays(1), Duration.ofDays(800));

    private final String field;
    private final Duration length;
    private final Duration kept;

    RollupLevel(String field, Duration length, Duration kept) {
        this.field = field;
        this.length = length;
        this.kept = kept;
    }

    /** Its name in the store. */
    public String field() {
        return field;
    }

    public Duration length() {
        return length;
    }

    /** How long a roll-up is kept. */
    public Duration kept() {
        return kept;
    }

    /** The start of the stretch that a time is in; UTC. */
    public Instant floor(Instant time) {
        long seconds = length.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }

    /** The first start that is not before a time. */
    public Instant ceiling(Instant time) {
        Instant floor = floor(time);
        return floor.equals(time) ? floor : floor.plus(length);
    }
}
