package io.github.spyhop.probe.cluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.JChannel;
import org.jgroups.PhysicalAddress;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.protocols.TCPPING;
import org.jgroups.stack.IpAddress;
import org.jgroups.util.ExtendedUUID;
import org.jgroups.util.NameCache;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that find each other and notice when one is gone. JGroups gives every node the same list of
 * members in the same order; the first that is no slave is the master, those behind it are its
 * standbys. Nothing is voted on: after a partition each part has a master, until the parts meet
 * again, and as windows are stored once whoever stores them, two masters do no harm.
 */
final class GossipMembership implements Membership, Receiver {

    private static final Logger LOGGER = Logger.getLogger(GossipMembership.class);
    private static final String SLAVE_KEY = "slave";
    private static final String SERVER_KEY = "server";

    /** How often the seeds' names are looked up, as pods come and go. */
    private static final long LOOK_UP_SECONDS = 5;

    private final Member self;
    private final String group;
    private final List<NodeAddress> seeds;
    private final TCPPING discovery = new TCPPING();
    private final JChannel channel;

    /** Connecting waits for others, so it has a thread of its own. */
    private final ScheduledExecutorService connecting =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("spyhop-cluster").daemon().factory());

    private volatile Consumer<ClusterView> listener = view -> {};
    private volatile @Nullable View members;
    private volatile boolean left;

    /**
     * @param self its role is that which it has before it knows of others
     */
    GossipMembership(
            Member self,
            String group,
            InetAddress address,
            List<NodeAddress> seeds,
            ClusterSecret secret) {
        this.self = self;
        this.group = group;
        this.seeds = new ArrayList<>(seeds);
        try {
            channel =
                    GossipStack.channel(
                            new InetSocketAddress(address, self.gossipPort()), discovery, secret);
        } catch (Exception refused) {
            throw new IllegalStateException("gossip cannot be set up", refused);
        }
        channel.setName(self.name());
        channel.setReceiver(this);
        channel.addAddressGenerator(() ->
                ExtendedUUID.randomUUID(self.name())
                        .put(SLAVE_KEY, bytes(Boolean.toString(isSlave())))
                        .put(SERVER_KEY, bytes(self.server().toString())));
    }

    private boolean isSlave() {
        return self.role() == Role.SLAVE;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void start(Consumer<ClusterView> newListener) {
        listener = newListener;
        listener.accept(view());
        var _ =
                connecting.scheduleWithFixedDelay(
                        this::lookUpAndConnect, 0, LOOK_UP_SECONDS, TimeUnit.SECONDS);
    }

    private void lookUpAndConnect() {
        try {
            discovery.setInitialHosts(addressesOfSeeds());
            if (!left && !channel.isConnected()) {
                channel.connect(group);
            }
        } catch (Exception failed) {
            LOGGER.errorf("the cluster %s cannot be joined now: %s", group, failed.getMessage());
        }
    }

    private synchronized List<InetSocketAddress> addressesOfSeeds() {
        return seeds.stream().flatMap(GossipMembership::addressesOf).distinct().toList();
    }

    private static Stream<InetSocketAddress> addressesOf(NodeAddress seed) {
        try {
            return Stream.of(InetAddress.getAllByName(seed.host()))
                    .map(address -> new InetSocketAddress(address, seed.port()));
        } catch (UnknownHostException absentNow) {
            LOGGER.debugf("the seed %s has no address now", seed);
            return Stream.empty();
        }
    }

    @Override
    public void viewAccepted(View view) {
        members = view;
        listener.accept(view());
    }

    @Override
    public ClusterView view() {
        View view = members;
        if (view == null || left) {
            return new ClusterView(self.role(), 0, List.of(self), List.of());
        }
        Address own = channel.getAddress();
        List<Member> all = new ArrayList<>();
        List<Member> others = new ArrayList<>();
        Role role = self.role();
        boolean masterFound = false;
        for (Address address : view.getMembers()) {
            Member member = member(address, masterFound);
            masterFound |= member.role() == Role.MASTER;
            all.add(member);
            if (address.equals(own)) {
                role = member.role();
            } else {
                others.add(member);
            }
        }
        return new ClusterView(role, view.getViewId().getId() + 1, all, others);
    }

    private Member member(Address address, boolean masterFound) {
        ExtendedUUID told = (ExtendedUUID) address;
        Role role =
                Boolean.parseBoolean(text(told, SLAVE_KEY))
                        ? Role.SLAVE
                        : masterFound ? Role.STANDBY : Role.MASTER;
        String name = NameCache.get(address);
        return new Member(
                name, role, portOf(address), NodeAddress.parse("server", text(told, SERVER_KEY)));
    }

    private static String text(ExtendedUUID address, String key) {
        byte[] value = address.get(key);
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }

    private int portOf(Address address) {
        Object physical = channel.down(new Event(Event.GET_PHYSICAL_ADDRESS, address));
        return physical instanceof PhysicalAddress known && known instanceof IpAddress ip
                ? ip.getPort()
                : 0;
    }

    @Override
    public void join(NodeAddress node) {
        synchronized (this) {
            if (!seeds.contains(node)) {
                seeds.add(node);
            }
        }
        left = false;
        connecting.execute(this::lookUpAndConnect);
    }

    @Override
    public void leave() {
        left = true;
        channel.disconnect();
        members = null;
        listener.accept(view());
    }

    @Override
    public void remove(NodeAddress address) {
        throw ClusterRefusal.wrongMode(
                "With gossip a node is not removed by others: let it leave, or stop it.");
    }

    @Override
    public void stop() {
        connecting.shutdownNow();
        channel.close();
    }
}
