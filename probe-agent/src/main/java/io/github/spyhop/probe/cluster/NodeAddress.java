package io.github.spyhop.probe.cluster;

/** A host and its port; {@code [::1]:8667} for an IPv6 address. */
public record NodeAddress(String host, int port) {

    private static final int PORT_MAX = 65_535;

    /**
     * Reads {@code host:port}.
     *
     * @param what is read, for the message
     * @throws ClusterRefusal if the text is something else
     */
    public static NodeAddress parse(String what, String text) {
        int colon = text.lastIndexOf(':');
        if (colon > 0) {
            String host = text.substring(0, colon).strip().replaceAll("^\\[(.*)]$", "$1");
            try {
                int port = Integer.parseInt(text.substring(colon + 1).strip());
                if (port > 0 && port <= PORT_MAX && host.matches("[A-Za-z0-9._:%-]+")) {
                    return new NodeAddress(host, port);
                }
            } catch (NumberFormatException noPort) {
                // Told below, as everything else that is no address.
            }
        }
        throw ClusterRefusal.badInput(what + " is '" + text + "': it must be host:port");
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
