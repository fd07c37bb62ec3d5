package io.github.spyhop.binlog.checkpoint;

/** Another monitor has taken the source over. */
public final class LeaseLostException extends Exception {

    private static final long serialVersionUID = 1L;

    LeaseLostException(Lease lease) {
        super("the lease of source " + lease.source() + " (epoch " + lease.epoch() + ") is lost");
    }
}
