package io.github.spyhop.probe.cluster;

import java.util.List;
import java.util.function.Consumer;

/** The node stands alone. */
final class NoMembership implements Membership {

    private final ClusterView view;

    NoMembership(Member self) {
        view = new ClusterView(Role.ALONE, 0, List.of(self), List.of());
    }

    @Override
    public void start(Consumer<ClusterView> listener) {
        listener.accept(view);
    }

    @Override
    public ClusterView view() {
        return view;
    }

    @Override
    public void join(NodeAddress address) {
        throw alone();
    }

    @Override
    public void leave() {
        throw alone();
    }

    @Override
    public void remove(NodeAddress address) {
        throw alone();
    }

    @Override
    public void stop() {
        // Nothing was started.
    }

    private static ClusterRefusal alone() {
        return ClusterRefusal.wrongMode(
                "This node stands alone: set cluster.group to make it one of a cluster.");
    }
}
