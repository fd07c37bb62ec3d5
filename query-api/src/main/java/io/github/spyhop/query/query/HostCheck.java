package io.github.spyhop.query.query;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the registry from being a way in: a host is looked up, and each of its addresses must be one
 * that may be registered.
 */
@ApplicationScoped
public class HostCheck {

    private static final List<Network> REFUSED =
            List.of(
                    Network.of("0.0.0.0/8"),
                    Network.of("169.254.0.0/16"),
                    Network.of("100.100.100.200/32"),
                    Network.of("224.0.0.0/3"),
                    Network.of("::/128"),
                    Network.of("fe80::/10"),
                    Network.of("fd00:ec2::254/128"),
                    Network.of("ff00::/8"));

    private final List<Network> allowed;
    private final int portMin;

    HostCheck(HostConfig config) {
        this.allowed = config.allowedNetworks().stream().map(Network::of).toList();
        this.portMin = config.portMin();
    }

    /**
     * What a host is refused for.
     *
     * @param field the field that is wrong
     */
    public record Refusal(String field, String reason) {}

    /** Why an instance may not be registered there, if it may not. */
    public Optional<Refusal> refusal(String host, int port) {
        if (port < portMin) {
            return Optional.of(
                    new Refusal(
                            "port",
                            "The port must be %d or higher (spyhop.instances.port-min)."
                                    .formatted(portMin)));
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!isAllowed(address)) {
                    return Optional.of(
                            new Refusal(
                                    "host",
                                    "The host has an address that may not be registered (spyhop.instances.allowed-networks)."));
                }
            }
            return Optional.empty();
        } catch (UnknownHostException unknown) {
            return Optional.of(
                    new Refusal("host", "The host's name is not known to the name servers."));
        }
    }

    private boolean isAllowed(InetAddress address) {
        byte[] bytes = address.getAddress();
        return REFUSED.stream().noneMatch(network -> network.contains(bytes))
                && allowed.stream().anyMatch(network -> network.contains(bytes));
    }
}
