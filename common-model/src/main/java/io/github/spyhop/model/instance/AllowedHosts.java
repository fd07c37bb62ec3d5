package io.github.spyhop.model.instance;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;

/**
 * Which addresses an instance may have, so that the registry is no way in: each address of its host
 * must be allowed, when it is registered and whenever it is connected to, for a name may come to
 * mean another address meanwhile. Link-local and multicast addresses, where clouds answer with
 * credentials, are refused in any case.
 */
public final class AllowedHosts {

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

    /**
     * Hosts in networks.
     *
     * @param networks in CIDR notation
     * @throws IllegalArgumentException if one is not
     */
    public AllowedHosts(Collection<String> networks) {
        this.allowed = networks.stream().map(Network::of).toList();
    }

    /** A host has an address that is not allowed. */
    public static final class RefusedHostException extends Exception {

        private static final long serialVersionUID = 1L;

        RefusedHostException(String host) {
            super("host " + host + " has an address that is not allowed");
        }
    }

    /**
     * The first address of a host, all of which are allowed. What connects to that address connects
     * to what was looked at.
     *
     * @throws UnknownHostException if the name is not known
     */
    public InetAddress addressOf(String host) throws UnknownHostException, RefusedHostException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (InetAddress address : addresses) {
            if (!isAllowed(address)) {
                throw new RefusedHostException(host);
            }
        }
        return addresses[0];
    }

    private boolean isAllowed(InetAddress address) {
        byte[] bytes = address.getAddress();
        return REFUSED.stream().noneMatch(network -> network.contains(bytes))
                && allowed.stream().anyMatch(network -> network.contains(bytes));
    }
}
