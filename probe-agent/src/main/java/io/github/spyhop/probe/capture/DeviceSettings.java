package io.github.spyhop.probe.capture;

import java.time.Duration;
import java.util.List;

/**
 * How devices are captured.
 *
 * @param devices their names; {@code any} is all of a Linux host
 * @param ports the server ports whose packets are wanted
 * @param snapLengthBytes how much of a packet is captured; segmentation offload makes packets of
 *     more than 64 KiB
 * @param bufferBytes the kernel's room for packets that were not read yet, of each device
 * @param delay how long the kernel may collect packets before it hands them over
 * @param promiscuous whether packets for other hosts are wanted too, as on a mirror port
 */
public record DeviceSettings(
        List<String> devices,
        List<Integer> ports,
        int snapLengthBytes,
        int bufferBytes,
        Duration delay,
        boolean promiscuous) {

    public static final int SNAP_LENGTH_BYTES_MIN = 262_144;

    public DeviceSettings {
        devices = List.copyOf(devices);
        ports = List.copyOf(ports);
        if (devices.isEmpty()) {
            throw new IllegalArgumentException("no device to capture: set probe.device");
        }
        if (snapLengthBytes < SNAP_LENGTH_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "a snap length of %d bytes would cut packets: probe.snappylength must be 0 (%d) or more than that"
                            .formatted(snapLengthBytes, SNAP_LENGTH_BYTES_MIN));
        }
    }

    /**
     * The kernel's filter: the ports, what may be a later fragment of them (it has no ports), and
     * IPv6 with extension headers before TCP.
     */
    String filter() {
        StringBuilder ofPorts = new StringBuilder();
        for (int port : ports) {
            ofPorts.append(ofPorts.isEmpty() ? "tcp port " : " or tcp port ").append(port);
        }
        return "("
                + ofPorts
                + ") or (ip proto 6 and ip[6:2] & 0x1fff != 0)"
                + " or (ip6 and ip6[6] != 6 and ip6[6] != 17 and ip6[6] != 58)";
    }

    /** The same, for tagged packets too where the link has tags. */
    String filterWithVlans() {
        return filter() + " or (vlan and (" + filter() + "))";
    }
}
