package io.github.spyhop.query.rollup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How windows are rolled up. */
@ConfigMapping(prefix = "spyhop.rollup")
public interface RollupConfig {

    /** Whether this replica rolls up; one of those that do so works at a time. */
    @WithDefault("true")
    boolean enabled();

    /** Between two turns. */
    @WithDefault("10s")
    Duration every();

    /** How long after its end a minute is rolled up, so that most windows are there. */
    @WithDefault("30s")
    Duration delay();

    /** How many minutes are caught up with in one turn. */
    @WithDefault("1440")
    int minutesPerTurnMax();

    /** How far back windows are rolled up that were there before. */
    @WithDefault("31d")
    Duration backfill();
}
