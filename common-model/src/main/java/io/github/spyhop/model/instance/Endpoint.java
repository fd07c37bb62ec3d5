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

    /**
     * Reads {@code host:port}, an IPv6 address in brackets.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong
     */
    public static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("'" + text + "' is not host:port");
        }
        String host = text.substring(0, colon);
        boolean isBracketed = host.startsWith("[") && host.endsWith("]");
        if (host.indexOf(':') >= 0 != isBracketed) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not host:port: an IPv6 address stands in brackets");
        }
        return new Endpoint(
                isBracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(port));
    }

    /** {@code host:port}, an IPv6 address in brackets. */
    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
