package io.github.spyhop.probe.cluster;

import java.util.Locale;

/** What a node does besides capturing. */
public enum Role {
    /** Belongs to no cluster: stores its own windows. */
    ALONE,
    /** Keeps its windows for the master. */
    SLAVE,
    /** Stores its own windows and those of every other node. */
    MASTER,
    /** Waits to become the master; until then it is like a slave. */
    STANDBY;

    /** Whether the node's windows are stored by itself. */
    public boolean stores() {
        return this == ALONE || this == MASTER;
    }

    /** As {@code /cluster/listnodes} names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
