package io.github.spyhop.binlog.merge;

import java.time.Duration;

/**
 * How changes are merged.
 *
 * @param delay how long changes wait for others of their row; zero: none is merged
 * @param rowsMax how many changes may wait
 * @param bytesMax how many bytes of them
 */
public record MergeSettings(Duration delay, int rowsMax, long bytesMax) {

    /** Every change is sent at once. */
    public static final MergeSettings NONE = new MergeSettings(Duration.ZERO, 0, 0);
}
