package io.github.spyhop.collector.own;

/** Another replica polls the instance by now; what was to be written under the lease was not. */
public final class LeaseLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LeaseLostException(Lease lease) {
        super(
                "%s is no longer polled by %s under token %d"
                        .formatted(lease.instance(), lease.owner(), lease.token()));
    }
}
