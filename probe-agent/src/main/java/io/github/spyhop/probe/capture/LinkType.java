package io.github.spyhop.probe.capture;

import java.util.Optional;

/**
 * The link-layer headers that are understood, by their numbers in captures (<a
 * href="https://www.tcpdump.org/linktypes.html">LINKTYPE_ values</a>).
 */
public enum LinkType {
    /** BSD loopback: four bytes of address family in the capturing host's byte order. */
    LOOPBACK_HOST_ORDER(0),
    ETHERNET(1),
    /** An IPv4 or IPv6 header at once. */
    RAW_IP(101, 12, 14, 228, 229),
    /** OpenBSD loopback: as {@link #LOOPBACK_HOST_ORDER}, in network byte order. */
    LOOPBACK(108),
    LINUX_COOKED(113),
    LINUX_COOKED_2(276);

    private final int[] numbers;

    LinkType(int... numbers) {
        this.numbers = numbers;
    }

    /** The type with this number, if it is understood. */
    public static Optional<LinkType> of(int number) {
        for (LinkType type : values()) {
            for (int each : type.numbers) {
                if (each == number) {
                    return Optional.of(type);
                }
            }
        }
        return Optional.empty();
    }
}
