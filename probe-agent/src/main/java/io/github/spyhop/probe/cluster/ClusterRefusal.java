package io.github.spyhop.probe.cluster;

/** The cluster, as this node is configured, cannot do that; the message says what to do instead. */
public final class ClusterRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean badInput;

    private ClusterRefusal(String message, boolean badInput) {
        super(message);
        this.badInput = badInput;
    }

    static ClusterRefusal badInput(String message) {
        return new ClusterRefusal(message, true);
    }

    static ClusterRefusal wrongMode(String message) {
        return new ClusterRefusal(message, false);
    }

    /** Whether what was asked for is wrong at any node; else this node is the wrong one. */
    public boolean isBadInput() {
        return badInput;
    }
}
