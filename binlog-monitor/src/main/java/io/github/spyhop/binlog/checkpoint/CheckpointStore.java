package io.github.spyhop.binlog.checkpoint;

import java.time.Duration;
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

    /** Gives the lease up, so that another need not wait for its end. */
    void release(Lease lease);
}
