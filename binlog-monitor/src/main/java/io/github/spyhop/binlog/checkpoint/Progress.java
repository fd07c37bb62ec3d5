package io.github.spyhop.binlog.checkpoint;

import io.github.spyhop.binlog.position.BinlogPosition;
import io.github.spyhop.binlog.position.Gtid;
import io.github.spyhop.binlog.position.GtidSet;
import io.github.spyhop.binlog.snapshot.SnapshotState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has been confirmed so far, from which checkpoints are taken. Safe for several threads. */
public final class Progress {

    private static final long MICROS = 1_000_000;
    private static final long NANOS_OF_MICRO = 1_000;

    private final String serverUuid;
    private final @Nullable GtidSet done;
    private BinlogPosition position;
    private BinlogPosition resumeFrom;
    private long commitMicros;
    private boolean changed;
    private Optional<SnapshotState> snapshot = Optional.empty();

    /** Begins where a checkpoint ends. */
    public Progress(Checkpoint start) {
        serverUuid = start.serverUuid();
        done = start.gtidSet().map(GtidSet::parse).orElse(null);
        position = start.position();
        resumeFrom = start.resumeFrom();
        commitMicros =
                start.committedAt()
                        .map(at -> at.getEpochSecond() * MICROS + at.getNano() / NANOS_OF_MICRO)
                        .orElse(0L);
    }

    /** A transaction is confirmed, and all before it are. */
    public synchronized void confirmed(
            List<Gtid> gtids, BinlogPosition end, BinlogPosition from, long committedMicros) {
        if (done != null) {
            gtids.forEach(done::add);
        }
        position = end;
        resumeFrom = from;
        commitMicros = committedMicros;
        changed = true;
    }

    /** The checkpoint of now, if it is another than when last asked. */
    public synchronized Optional<Checkpoint> takeChange() {
        if (!changed) {
            return Optional.empty();
        }
        changed = false;
        return Optional.of(checkpoint());
    }

    /** Rows of a snapshot are confirmed, and all before them. */
    public synchronized void confirmed(SnapshotState state) {
        snapshot = Optional.of(state);
    }

    /** How far a snapshot is, if that is another place than when last asked. */
    public synchronized Optional<SnapshotState> takeSnapshot() {
        Optional<SnapshotState> taken = snapshot;
        snapshot = Optional.empty();
        return taken;
    }

    /** What was taken could not be kept. */
    public synchronized void putBack(SnapshotState taken) {
        if (snapshot.isEmpty()) {
            snapshot = Optional.of(taken);
        }
    }

    /** A checkpoint that was taken could not be kept: it is to be taken again. */
    public synchronized void putBack() {
        changed = true;
    }

    /** The checkpoint of now. */
    public synchronized Checkpoint checkpoint() {
        Optional<Instant> committedAt =
                commitMicros == 0
                        ? Optional.empty()
                        : Optional.of(
                                Instant.ofEpochSecond(
                                        commitMicros / MICROS,
                                        commitMicros % MICROS * NANOS_OF_MICRO));
        return new Checkpoint(
                serverUuid,
                Optional.ofNullable(done).map(GtidSet::toString),
                position,
                resumeFrom,
                committedAt);
    }

    /** When the last transaction that is confirmed was committed, in microseconds, or 0. */
    public synchronized long commitMicros() {
        return commitMicros;
    }
}
