package io.github.spyhop.collector.explain;

/** The account may not see the plans that other users' connections run. */
public final class LivePlansDeniedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LivePlansDeniedException() {
        super("EXPLAIN FOR CONNECTION is denied to the account", null, false, false);
    }
}
