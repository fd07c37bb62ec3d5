package io.github.spyhop.binlog.checkpoint;

import io.github.spyhop.binlog.snapshot.SnapshotState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Keeps checkpoints and leases. */
public interface CheckpointStore {

    /** How far a source is done, if it was ever begun. */
    Optional<Checkpoint> load(String source);

    /**
     * Takes or keeps the lease of a source, if no other owner holds it.
     *
     * @param validity how long it lasts unless it is renewed
     */
    Optional<Lease> acquire(String source, String owner, Duration validity);

    /** Keeps the lease. */
    void renew(Lease lease, Duration validity) throws LeaseLostException;

    /** Keeps a checkpoint, if the lease still holds. */
    void save(Lease lease, Checkpoint checkpoint) throws LeaseLostException;

    /**
     * Keeps which transaction is the last of those that are about to be merged, beside the latest of
     * those before, so that whoever repeats them merges the same.
     */
    void announce(Lease lease, String lastTransaction) throws LeaseLostException;

    /** What was announced for a source, in order; it may have been published since. */
    List<String> announced(String source);

    /** How far the last snapshot of a source is, if there was one. */
    Optional<SnapshotState> snapshot(String source);

    /** Keeps how far a snapshot is, if the lease still holds. */
    void save(Lease lease, SnapshotState snapshot) throws LeaseLostException;

    /** Gives the lease up, so that another need not wait for its end. */
    void release(Lease lease);
}
