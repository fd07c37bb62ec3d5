package io.github.spyhop.probe.cluster;

import java.util.function.Consumer;

/** How the nodes of a cluster know each other. */
sealed interface Membership permits NoMembership, StaticMembership, GossipMembership {

    /** Begins; the listener hears of the first view and of each that differs, in their order. */
    void start(Consumer<ClusterView> listener);

    /** The present view. */
    ClusterView view();

    /**
     * Adds what is at an address to the cluster, or this node to the cluster of that node.
     *
     * @throws ClusterRefusal if that cannot be
     */
    void join(NodeAddress address);

    /**
     * This node leaves the cluster.
     *
     * @throws ClusterRefusal if that cannot be
     */
    void leave();

    /**
     * Removes a slave from this master.
     *
     * @throws ClusterRefusal if that cannot be
     */
    void remove(NodeAddress address);

    void stop();
}
