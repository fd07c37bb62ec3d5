package io.github.spyhop.probe.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A master that is told its slaves, or a slave that waits for a master. */
final class StaticMembership implements Membership {

    /** Each has a connection of its own. */
    static final int SLAVES_MAX = 1_000;

    private final Member self;
    private final TreeMap<String, Member> slaves = new TreeMap<>();
    private Consumer<ClusterView> listener = view -> {};
    private long epoch = 1;

    StaticMembership(Member self, List<NodeAddress> slaves) {
        this.self = self;
        if (self.role() != Role.MASTER && !slaves.isEmpty()) {
            throw ClusterRefusal.badInput("cluster.slaves is for masters: this node is a slave");
        }
        slaves.forEach(this::add);
    }

    private void add(NodeAddress slave) {
        if (slaves.size() >= SLAVES_MAX && !slaves.containsKey(slave.toString())) {
            throw ClusterRefusal.badInput("a master has " + SLAVES_MAX + " slaves at most");
        }
        slaves.put(slave.toString(), new Member(slave.toString(), Role.SLAVE, 0, slave));
    }

    @Override
    public synchronized void start(Consumer<ClusterView> newListener) {
        listener = newListener;
        listener.accept(view());
    }

    @Override
    public synchronized ClusterView view() {
        List<Member> members = new ArrayList<>(slaves.size() + 1);
        members.add(self);
        members.addAll(slaves.values());
        return new ClusterView(self.role(), epoch, members, List.copyOf(slaves.values()));
    }

    @Override
    public synchronized void join(NodeAddress slave) {
        requireMaster();
        add(slave);
        changed();
    }

    @Override
    public synchronized void leave() {
        requireMaster();
        slaves.clear();
        changed();
    }

    @Override
    public synchronized void remove(NodeAddress slave) {
        requireMaster();
        if (slaves.remove(slave.toString()) == null) {
            throw ClusterRefusal.badInput(
                    "addr is '" + slave + "': no slave of this master is there");
        }
        changed();
    }

    @Override
    public void stop() {
        // Nothing runs.
    }

    private void changed() {
        epoch++;
        listener.accept(view());
    }

    private void requireMaster() {
        if (self.role() != Role.MASTER) {
            throw ClusterRefusal.wrongMode(
                    "This node is a slave of a static cluster: ask its master.");
        }
    }
}
