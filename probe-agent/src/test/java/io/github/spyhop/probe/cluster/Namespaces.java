package io.github.spyhop.probe.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Network namespaces, each with a link to the cluster (which may be cut) and one to the database,
 * which a probe captures. The host is {@value #CLUSTER}1 and {@value #DATABASE}1. Needs root.
 */
final class Namespaces implements AutoCloseable {

    /** The device of a namespace that leads to the database. */
    static final String DATABASE_DEVICE = "db0";

    private static final String CLUSTER = "10.213.77.";
    private static final String DATABASE = "10.213.78.";
    private static final String CLUSTER_BRIDGE = "spyhop-cl";
    private static final String DATABASE_BRIDGE = "spyhop-db";
    private static final int FIRST_HOST = 10;

    private final int count;

    Namespaces(int count) throws IOException, InterruptedException {
        this.count = count;
        close();
        bridge(CLUSTER_BRIDGE, CLUSTER);
        bridge(DATABASE_BRIDGE, DATABASE);
        for (int i = 0; i < count; i++) {
            ip("netns", "add", name(i));
            ip("-n", name(i), "link", "set", "lo", "up");
            link(i, "cl0", CLUSTER_BRIDGE, CLUSTER);
            link(i, DATABASE_DEVICE, DATABASE_BRIDGE, DATABASE);
        }
    }

    private static void bridge(String bridge, String network)
            throws IOException, InterruptedException {
        ip("link", "add", "name", bridge, "type", "bridge");
        ip("address", "add", network + "1/24", "dev", bridge);
        ip("link", "set", bridge, "up");
    }

    private static void link(int i, String device, String bridge, String network)
            throws IOException, InterruptedException {
        String outer = outer(i, device);
        ip("link", "add", outer, "type", "veth", "peer", "name", device, "netns", name(i));
        ip("link", "set", outer, "master", bridge, "up");
        ip("-n", name(i), "address", "add", network + (FIRST_HOST + i) + "/24", "dev", device);
        ip("-n", name(i), "link", "set", device, "up");
    }

    private static String outer(int i, String device) {
        return "spyhop-" + device + "-" + i;
    }

    private static String name(int i) {
        return "spyhop-" + i;
    }

    /** The namespace of this number, from 0. */
    Place place(int i) {
        return new Place(List.of("ip", "netns", "exec", name(i)), CLUSTER + (FIRST_HOST + i));
    }

    /** The host itself, as the namespaces' probes reach it. */
    Place host() {
        return new Place(List.of(), CLUSTER + "1");
    }

    /** Where the namespaces reach a database of the host. */
    String databaseHost() {
        return DATABASE + "1";
    }

    /** Cuts a namespace from the cluster, not from the database. */
    void cut(int i) throws IOException, InterruptedException {
        ip("link", "set", outer(i, "cl0"), "down");
    }

    void mend(int i) throws IOException, InterruptedException {
        ip("link", "set", outer(i, "cl0"), "up");
    }

    private static void ip(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("ip " + String.join(" ", arguments) + ": " + said);
        }
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Takes away what is there, also what an earlier run has left. */
    @Override
    public void close() throws IOException, InterruptedException {
        for (int i : IntStream.range(0, count).toArray()) {
            start("netns", "delete", name(i)).waitFor();
        }
        start("link", "delete", CLUSTER_BRIDGE).waitFor();
        start("link", "delete", DATABASE_BRIDGE).waitFor();
    }
}
