package io.github.spyhop.probe.cluster;

import io.github.spyhop.probe.config.AccessConfig;
import io.github.spyhop.probe.config.ClusterConfig;
import io.github.spyhop.probe.config.NodeConfig;
import io.github.spyhop.probe.config.Settings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** This node as one of its cluster, as the settings have it. */
@ApplicationScoped
public class ClusterService {

    private static final Logger LOGGER = Logger.getLogger(ClusterService.class);
    private static final int LAST_TO_STOP = Integer.MAX_VALUE;

    private final String group;
    private final Optional<ClusterSecret> secret;
    private final Membership membership;
    private final List<Consumer<ClusterView>> listeners = new CopyOnWriteArrayList<>();
    private volatile Role role;

    ClusterService(
            ClusterConfig config,
            NodeConfig node,
            Settings settings,
            AccessConfig access,
            @ConfigProperty(name = "quarkus.http.port") int httpPort) {
        group = config.group().filter(name -> !name.isBlank()).orElse("");
        InetAddress address = group.isEmpty() ? InetAddress.getLoopbackAddress() : own(config);
        NodeAddress server = new NodeAddress(address.getHostAddress(), httpPort);
        if (group.isEmpty()) {
            secret = Optional.empty();
            membership = new NoMembership(new Member(settings.probeName(), Role.ALONE, 0, server));
        } else {
            ClusterSecret shared =
                    new ClusterSecret(
                            access.adminToken()
                                    .filter(token -> !token.isBlank())
                                    .orElseThrow(ClusterService::tokenIsMissing),
                            group);
            secret = Optional.of(shared);
            Role lonely =
                    node.isSlave() ? Role.SLAVE : config.gossip() ? Role.STANDBY : Role.MASTER;
            Member self =
                    new Member(
                            settings.probeName(),
                            lonely,
                            config.gossip() ? config.port() : 0,
                            server);
            membership =
                    config.gossip()
                            ? new GossipMembership(
                                    self,
                                    group,
                                    address,
                                    addresses("cluster.seeds", config.seeds()),
                                    shared)
                            : new StaticMembership(
                                    self, addresses("cluster.slaves", config.slaves()));
        }
        role = membership.view().role();
    }

    private static IllegalArgumentException tokenIsMissing() {
        return new IllegalArgumentException(
                "cluster.group is set, but spyhop.access.admin-token is not: the nodes of a cluster"
                        + " know each other by it, so give all of them the same");
    }

    private static List<NodeAddress> addresses(String key, Optional<List<String>> texts) {
        return texts.orElse(List.of()).stream()
                .filter(text -> !text.isBlank())
                .map(text -> NodeAddress.parse(key, text))
                .toList();
    }

    private static InetAddress own(ClusterConfig config) {
        try {
            if (config.address().isPresent()) {
                return InetAddress.getByName(config.address().get());
            }
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address ->
                            address instanceof Inet4Address && !address.isLoopbackAddress())
                    .findFirst()
                    .orElse(InetAddress.getLoopbackAddress());
        } catch (UnknownHostException | SocketException unusable) {
            throw new IllegalArgumentException(
                    "cluster.address: no address of this node: " + unusable.getMessage(), unusable);
        }
    }

    /** After those who listen have said so. */
    void start(@Observes @Priority(LAST_TO_STOP) StartupEvent event) {
        membership.start(this::changed);
    }

    private synchronized void changed(ClusterView view) {
        if (view.role() != role) {
            LOGGER.infof("role %s, was %s, epoch %d", view.role(), role, view.epoch());
        }
        role = view.role();
        listeners.forEach(listener -> listener.accept(view));
    }

    /** After the last windows were delivered. */
    void stop(@Observes @Priority(LAST_TO_STOP) ShutdownEvent event) {
        membership.stop();
    }

    /** Calls this with every view, in their order; it must not block for long. */
    public void onView(Consumer<ClusterView> listener) {
        listeners.add(listener);
    }

    public Role role() {
        return role;
    }

    public String group() {
        return group;
    }

    public ClusterView view() {
        return membership.view();
    }

    /** Adds what is at an address, {@code host:port}; see {@link Membership#join}. */
    public void join(String address) {
        membership.join(NodeAddress.parse("addr", address));
    }

    /** See {@link Membership#leave}. */
    public void leave() {
        membership.leave();
    }

    /** Removes a slave, {@code host:port}; see {@link Membership#remove}. */
    public void remove(String address) {
        membership.remove(NodeAddress.parse("addr", address));
    }

    /** What the nodes prove to each other that they know; none if this one stands alone. */
    public Optional<ClusterSecret> secret() {
        return secret;
    }
}
