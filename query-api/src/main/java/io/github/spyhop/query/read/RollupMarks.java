package io.github.spyhop.query.read;

import java.time.Instant;
import java.util.Map;

/**
 * Between which times there are roll-ups.
 *
 * @param since from when on windows were rolled up at all
 * @param until up to when, by level
 * @param anew how often roll-ups of the past were made anew, as windows came late
 */
public record RollupMarks(Instant since, Map<RollupLevel, Instant> until, long anew) {

    /** No roll-ups at all. */
    public static final RollupMarks NONE = new RollupMarks(Instant.EPOCH, Map.of(), 0);

    public RollupMarks {
        until = Map.copyOf(until);
    }

    /** Where the roll-ups of a level begin that are still kept. */
    Instant since(RollupLevel level, Instant now) {
        Instant kept = now.minus(level.kept());
        return level.ceiling(kept.isAfter(since) ? kept : since);
    }

    /** Where they end. */
    Instant until(RollupLevel level) {
        return until.getOrDefault(level, Instant.EPOCH);
    }
}
