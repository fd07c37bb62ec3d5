package io.github.spyhop.binlog;

import io.github.spyhop.binlog.snapshot.SnapshotState;

/** What is done when all of its messages are confirmed, and all before them. */
public sealed interface Work permits Confirmed, Work.SnapshotStep {

    /**
     * Rows of a snapshot.
     *
     * @param state that holds from then on
     */
    record SnapshotStep(SnapshotState state) implements Work {}
}
