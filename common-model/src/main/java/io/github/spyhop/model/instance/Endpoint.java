package io.github.spyhop.model.instance;

/**
 * A host and a TCP port.
 *
 * @param host a DNS name or an address, without brackets
 * @param port 1 to 65,535
 */
public record Endpoint(String host, int port) {

    private static final int PORT_MAX = 65_535;

    public Endpoint {
        if (host.isBlank()) {
            throw new IllegalArgumentException("an endpoint needs a host");
        }
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException(
                    "port " + port + " of " + host + " is not within 1 to " + PORT_MAX);
        }
    }

    /** {@code host:port}, an IPv6 address in brackets. */
    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
