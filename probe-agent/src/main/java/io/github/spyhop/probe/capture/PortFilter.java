package io.github.spyhop.probe.capture;

import java.util.BitSet;
import java.util.List;

/** The server ports that are watched: those given, or all. */
public final class PortFilter {

    private static final int PORTS = 65_536;

    private final boolean all;
    private final boolean[] watched = new boolean[PORTS];

    private PortFilter(boolean all, List<Integer> ports) {
        this.all = all;
        ports.forEach(port -> watched[port] = true);
    }

    /** Every connection is looked at; what speaks MySQL shows by its bytes. */
    public static PortFilter every() {
        return new PortFilter(true, List.of());
    }

    /**
     * Only connections to these ports.
     *
     * @throws IllegalArgumentException if there is none, or one is out of range
     */
    public static PortFilter of(List<Integer> ports) {
        if (ports.isEmpty() || ports.stream().anyMatch(port -> port < 1 || port >= PORTS)) {
            throw new IllegalArgumentException("ports must be 1 to 65535, not " + ports);
        }
        return new PortFilter(false, ports);
    }

    boolean watches(int source, int destination) {
        return all || watched[source] || watched[destination];
    }

    /** Whether this port alone is a server's for certain. */
    public boolean isServer(int port) {
        return !all && watched[port];
    }

    /** The ports, empty for all. */
    public BitSet ports() {
        BitSet ports = new BitSet();
        for (int port = 0; port < PORTS; port++) {
            ports.set(port, watched[port]);
        }
        return ports;
    }
}
