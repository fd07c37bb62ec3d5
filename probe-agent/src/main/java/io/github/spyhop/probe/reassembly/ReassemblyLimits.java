package io.github.spyhop.probe.reassembly;

import java.time.Duration;

/**
 * What reassembly may keep.
 *
 * @param connectionsMax beyond it, an idle connection is forgotten for each new one
 * @param heldBytesPerConnection held back for what is missing before them, in one connection
 * @param heldBytesInAll the same, of all connections
 * @param idleMax after it a connection is forgotten
 */
public record ReassemblyLimits(
        int connectionsMax, int heldBytesPerConnection, long heldBytesInAll, Duration idleMax) {

    public static final ReassemblyLimits DEFAULT =
            new ReassemblyLimits(200_000, 4 << 20, 16L << 20, Duration.ofHours(9));

    public ReassemblyLimits {
        if (connectionsMax < 1 || heldBytesPerConnection < 0 || heldBytesInAll < 0) {
            throw new IllegalArgumentException("limits of reassembly must be positive");
        }
    }
}
