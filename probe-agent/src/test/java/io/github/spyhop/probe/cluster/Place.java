package io.github.spyhop.probe.cluster;

import java.util.List;

/**
 * Where a process runs.
 *
 * @param prefix of its command line, such as {@code ip netns exec NAME}
 * @param address that others reach it at
 */
record Place(List<String> prefix, String address) {

    static final Place LOOPBACK = new Place(List.of(), "127.0.0.1");

    Place {
        prefix = List.copyOf(prefix);
    }
}
