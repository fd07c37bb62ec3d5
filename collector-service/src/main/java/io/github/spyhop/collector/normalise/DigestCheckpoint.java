package io.github.spyhop.collector.normalise;

import io.github.spyhop.collector.poll.perfschema.DigestReader.Reading;
import java.time.Duration;
import java.time.Instant;

/**
 * Up to where the digests of an instance were counted.
 *
 * @param serverUuid the server that was read
 * @param startedAt when that server was started
 * @param baselineAt when the first reading was made; what was counted before is not ours
 * @param polledAt when the last reading was made, by the server's clock
 * @param statements all statements that the server had counted by then
 * @param lost {@code Performance_schema_digest_lost} by then
 */
public record DigestCheckpoint(
        String serverUuid,
        Instant startedAt,
        Instant baselineAt,
        Instant polledAt,
        long statements,
        long lost) {

    /** How far two readings of a server's start may lie apart, both being whole seconds. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

    /** The checkpoint that a reading makes. */
    static DigestCheckpoint of(Reading reading, Instant baselineAt) {
        return new DigestCheckpoint(
                reading.serverUuid(),
                reading.startedAt(),
                baselineAt,
                reading.at(),
                reading.statements(),
                reading.lost());
    }

    boolean isSameServerAs(Reading reading) {
        return serverUuid.equals(reading.serverUuid());
    }

    /** Whether the server's counters went on from here to the reading. */
    boolean isSameRunAs(Reading reading) {
        Duration apart = Duration.between(startedAt, reading.startedAt()).abs();
        return isSameServerAs(reading) && apart.compareTo(START_TOLERANCE) <= 0;
    }
}
