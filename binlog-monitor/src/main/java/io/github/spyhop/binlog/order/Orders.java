package io.github.spyhop.binlog.order;

import io.github.spyhop.binlog.snapshot.SnapshotOrder;
import java.util.Map;
import java.util.Optional;

/**
 * What holds for a source until it is ordered otherwise.
 *
 * @param revision grows with each order; a source that has stopped tries again when it has grown
 * @param skips the transactions that are given up, by id, with the reasons
 * @param snapshot the one that was ordered last
 */
public record Orders(
        long revision,
        boolean paused,
        Map<String, String> skips,
        Optional<Restart> restart,
        Optional<SnapshotOrder> snapshot) {

    /** Nothing was ordered. */
    public static final Orders NONE =
            new Orders(0, false, Map.of(), Optional.empty(), Optional.empty());

    public Orders {
        skips = Map.copyOf(skips);
    }

    /** The same once the restart is done. */
    public Orders withoutRestart() {
        return new Orders(revision, paused, skips, Optional.empty(), snapshot);
    }

    /**
     * To begin elsewhere than at the checkpoint.
     *
     * @param start as {@code binlog.start} has it
     * @param reason is told to subscribers
     */
    public record Restart(String start, String reason) {}
}
