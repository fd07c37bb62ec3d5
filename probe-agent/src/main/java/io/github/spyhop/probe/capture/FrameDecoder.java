package io.github.spyhop.probe.capture;

/**
 * Finds the TCP segment in a packet: link header (with VLAN tags), IPv4 (RFC 791) or IPv6 with its
 * extension headers (RFC 8200), TCP (RFC 9293).
 */
public final class FrameDecoder {

    /** What a packet was. */
    public enum Verdict {
        SEGMENT,
        /** Not TCP, or of no watched port. */
        OTHER,
        /** A fragment that does not complete its packet yet. */
        FRAGMENT,
        /** Its headers contradict themselves or were cut. */
        MALFORMED,
        /** Of an IPv6 address beyond the limit of the address book. */
        ADDRESS_LIMIT
    }

    private static final int ETHER_HEADER_BYTES = 14;
    private static final int ETHER_IPV4 = 0x0800;
    private static final int ETHER_IPV6 = 0x86dd;
    private static final int ETHER_VLAN = 0x8100;
    private static final int ETHER_SERVICE_VLAN = 0x88a8;
    private static final int ETHER_OLD_SERVICE_VLAN = 0x9100;
    private static final int COOKED_HEADER_BYTES = 16;
    private static final int COOKED_2_HEADER_BYTES = 20;
    private static final int TAGS_MAX = 4;

    private static final int IPV4_HEADER_BYTES = 20;
    private static final int IPV6_HEADER_BYTES = 40;
    private static final int TCP_HEADER_BYTES = 20;
    private static final int PROTOCOL_TCP = 6;
    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT_HEADER = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION = 60;
    private static final int MOBILITY = 135;
    private static final int EXTENSIONS_MAX = 16;

    private final AddressBook addresses;
    private final PortFilter ports;
    private final FragmentTable fragments = new FragmentTable();
    private final PacketView whole = new PacketView();

    public FrameDecoder(AddressBook addresses, PortFilter ports) {
        this.addresses = addresses;
        this.ports = ports;
    }

    /** Fills the segment if the verdict is {@link Verdict#SEGMENT}. */
    public Verdict decode(PacketView packet, TcpSegment segment) {
        int at = packet.offset();
        int end = at + packet.length();
        byte[] bytes = packet.bytes();
        return switch (packet.link()) {
            case ETHERNET ->
                    end - at < ETHER_HEADER_BYTES
                            ? Verdict.MALFORMED
                            : tagged(packet, Bytes.be16(bytes, at + 12), at + 14, segment);
            case LINUX_COOKED ->
                    end - at < COOKED_HEADER_BYTES
                            ? Verdict.MALFORMED
                            : tagged(packet, Bytes.be16(bytes, at + 14), at + 16, segment);
            case LINUX_COOKED_2 -> cooked2(packet, segment);
            case LOOPBACK, LOOPBACK_HOST_ORDER -> byVersion(packet, at + 4, segment);
            case RAW_IP -> byVersion(packet, at, segment);
        };
    }

    private Verdict cooked2(PacketView packet, TcpSegment segment) {
        int at = packet.offset();
        if (packet.length() < COOKED_2_HEADER_BYTES) {
            return Verdict.MALFORMED;
        }
        // The interface stands in the header: one capture of "any" has several.
        packet.from(packet.link(), Bytes.be32(packet.bytes(), at + 4));
        return tagged(packet, Bytes.be16(packet.bytes(), at), at + COOKED_2_HEADER_BYTES, segment);
    }

    private Verdict tagged(PacketView packet, int firstType, int firstAt, TcpSegment segment) {
        int type = firstType;
        int at = firstAt;
        int end = packet.offset() + packet.length();
        for (int tag = 0; tag < TAGS_MAX; tag++) {
            if (type == ETHER_IPV4) {
                return ipv4(packet, at, segment);
            }
            if (type != ETHER_VLAN
                    && type != ETHER_SERVICE_VLAN
                    && type != ETHER_OLD_SERVICE_VLAN) {
                break;
            }
            if (end - at < 4) {
                return Verdict.MALFORMED;
            }
            type = Bytes.be16(packet.bytes(), at + 2);
            at += 4;
        }
        return type == ETHER_IPV6 ? ipv6(packet, at, segment) : Verdict.OTHER;
    }

    private Verdict byVersion(PacketView packet, int at, TcpSegment segment) {
        if (at >= packet.offset() + packet.length()) {
            return Verdict.MALFORMED;
        }
        return switch (Bytes.u8(packet.bytes(), at) >>> 4) {
            case 4 -> ipv4(packet, at, segment);
            case 6 -> ipv6(packet, at, segment);
            default -> Verdict.OTHER;
        };
    }

    /**
     * The bytes on the wire up to the end of the IP packet. A length of 0 means that segmentation
     * was left to the network card, and the packet ends with its frame.
     */
    private static int wireEnd(PacketView packet, int ipAt, int ipLength) {
        return ipLength == 0 ? packet.offset() + packet.wireLength() : ipAt + ipLength;
    }

    private Verdict ipv4(PacketView packet, int at, TcpSegment segment) {
        byte[] bytes = packet.bytes();
        int end = packet.offset() + packet.length();
        if (end - at < IPV4_HEADER_BYTES) {
            return Verdict.MALFORMED;
        }
        int headerBytes = (bytes[at] & 0x0f) * 4;
        int total = Bytes.be16(bytes, at + 2);
        if (headerBytes < IPV4_HEADER_BYTES || (total != 0 && total < headerBytes)) {
            return Verdict.MALFORMED;
        }
        if (bytes[at + 9] != PROTOCOL_TCP) {
            return Verdict.OTHER;
        }
        int fragment = Bytes.be16(bytes, at + 6);
        if ((fragment & 0x3fff) != 0) {
            return ipv4Fragment(packet, at, segment);
        }
        return tcpOfIpv4(packet, at + headerBytes, at, wireEnd(packet, at, total), segment);
    }

    private Verdict tcpOfIpv4(
            PacketView packet, int tcpAt, int addressesAt, int wireEnd, TcpSegment segment) {
        Verdict verdict = tcp(packet, tcpAt, wireEnd, segment);
        if (verdict == Verdict.SEGMENT) {
            byte[] bytes = packet.bytes();
            setIpv4Ends(segment, bytes, addressesAt, Bytes.be32(bytes, tcpAt));
        }
        return verdict;
    }

    private static void setIpv4Ends(TcpSegment segment, byte[] bytes, int ipAt, int ports) {
        segment.ends(
                AddressBook.ipv4End(Bytes.be32(bytes, ipAt + 12), ports >>> 16),
                AddressBook.ipv4End(Bytes.be32(bytes, ipAt + 16), ports & 0xffff));
    }

    private Verdict ipv4Fragment(PacketView packet, int at, TcpSegment segment) {
        byte[] bytes = packet.bytes();
        int fragment = Bytes.be16(bytes, at + 6);
        int headerBytes = (bytes[at] & 0x0f) * 4;
        int end = Math.min(packet.offset() + packet.length(), at + Bytes.be16(bytes, at + 2));
        FragmentTable.Key key =
                new FragmentTable.Key(
                        Bytes.be32(bytes, at + 12),
                        0,
                        Bytes.be32(bytes, at + 16),
                        0,
                        Bytes.be16(bytes, at + 4));
        FragmentTable.Place place =
                new FragmentTable.Place((fragment & 0x1fff) * 8, (fragment & 0x2000) != 0);
        byte[] payload = fragments.add(key, place, packet, at + headerBytes, end);
        if (payload == null) {
            return Verdict.FRAGMENT;
        }
        wholeOf(packet, payload);
        Verdict verdict = tcp(whole, 0, payload.length, segment);
        if (verdict == Verdict.SEGMENT) {
            setIpv4Ends(segment, bytes, at, Bytes.be32(payload, 0));
        }
        return verdict;
    }

    private void wholeOf(PacketView packet, byte[] payload) {
        whole.set(payload, 0, payload.length);
        whole.stamp(packet.nanos(), payload.length);
        whole.from(packet.link(), packet.device());
    }

    private Verdict ipv6(PacketView packet, int at, TcpSegment segment) {
        byte[] bytes = packet.bytes();
        int end = packet.offset() + packet.length();
        if (end - at < IPV6_HEADER_BYTES) {
            return Verdict.MALFORMED;
        }
        int payloadLength = Bytes.be16(bytes, at + 4);
        int wireEnd =
                payloadLength == 0
                        ? packet.offset() + packet.wireLength()
                        : at + IPV6_HEADER_BYTES + payloadLength;
        int next = Bytes.u8(bytes, at + 6);
        int header = at + IPV6_HEADER_BYTES;
        for (int i = 0; i < EXTENSIONS_MAX && next != PROTOCOL_TCP; i++) {
            if (end - header < 8) {
                return Verdict.MALFORMED;
            }
            switch (next) {
                case HOP_BY_HOP, ROUTING, DESTINATION, MOBILITY -> {
                    next = Bytes.u8(bytes, header);
                    header += 8 + 8 * Bytes.u8(bytes, header + 1);
                }
                case AUTHENTICATION -> {
                    next = Bytes.u8(bytes, header);
                    header += 8 + 4 * Bytes.u8(bytes, header + 1);
                }
                case FRAGMENT_HEADER -> {
                    if ((Bytes.be16(bytes, header + 2) & 0xfff9) != 0) {
                        return ipv6Fragment(packet, at, header, segment);
                    }
                    next = Bytes.u8(bytes, header);
                    header += 8;
                }
                default -> {
                    return Verdict.OTHER;
                }
            }
        }
        return next == PROTOCOL_TCP
                ? tcpOfIpv6(packet, header, at, wireEnd, segment)
                : Verdict.MALFORMED;
    }

    private Verdict tcpOfIpv6(
            PacketView packet, int tcpAt, int addressesAt, int wireEnd, TcpSegment segment) {
        Verdict verdict = tcp(packet, tcpAt, wireEnd, segment);
        return verdict == Verdict.SEGMENT
                ? setIpv6Ends(
                        segment, packet.bytes(), addressesAt, Bytes.be32(packet.bytes(), tcpAt))
                : verdict;
    }

    private Verdict setIpv6Ends(TcpSegment segment, byte[] bytes, int ipAt, int ports) {
        long source = addresses.ipv6End(bytes, ipAt + 8, ports >>> 16);
        long destination = addresses.ipv6End(bytes, ipAt + 24, ports & 0xffff);
        segment.ends(source, destination);
        return source == AddressBook.UNKNOWN_END || destination == AddressBook.UNKNOWN_END
                ? Verdict.ADDRESS_LIMIT
                : Verdict.SEGMENT;
    }

    private Verdict ipv6Fragment(PacketView packet, int at, int header, TcpSegment segment) {
        byte[] bytes = packet.bytes();
        if (Bytes.u8(bytes, header) != PROTOCOL_TCP) {
            return Verdict.OTHER;
        }
        int offsetAndMore = Bytes.be16(bytes, header + 2);
        int end =
                Math.min(
                        packet.offset() + packet.length(),
                        at + IPV6_HEADER_BYTES + Bytes.be16(bytes, at + 4));
        FragmentTable.Key key =
                new FragmentTable.Key(
                        Bytes.be64(bytes, at + 8),
                        Bytes.be64(bytes, at + 16),
                        Bytes.be64(bytes, at + 24),
                        Bytes.be64(bytes, at + 32),
                        Bytes.be32(bytes, header + 4));
        FragmentTable.Place place =
                new FragmentTable.Place(offsetAndMore & 0xfff8, (offsetAndMore & 1) != 0);
        byte[] payload = fragments.add(key, place, packet, header + 8, end);
        if (payload == null) {
            return Verdict.FRAGMENT;
        }
        wholeOf(packet, payload);
        Verdict verdict = tcp(whole, 0, payload.length, segment);
        return verdict == Verdict.SEGMENT
                ? setIpv6Ends(segment, bytes, at, Bytes.be32(payload, 0))
                : verdict;
    }

    /** The caller sets the ends, since only it knows the addresses. */
    private Verdict tcp(PacketView packet, int at, int wireEnd, TcpSegment segment) {
        byte[] bytes = packet.bytes();
        int end = packet.offset() + packet.length();
        if (end - at < TCP_HEADER_BYTES) {
            return Verdict.MALFORMED;
        }
        if (!ports.watches(Bytes.be16(bytes, at), Bytes.be16(bytes, at + 2))) {
            return Verdict.OTHER;
        }
        int payload = at + (bytes[at + 12] >>> 4 & 0x0f) * 4;
        if (payload < at + TCP_HEADER_BYTES || payload > wireEnd) {
            return Verdict.MALFORMED;
        }
        segment.header(
                Bytes.be32(bytes, at + 4), Bytes.be32(bytes, at + 8), Bytes.u8(bytes, at + 13));
        segment.payload(packet, Math.min(payload, end), Math.min(wireEnd, end));
        segment.wireLength(wireEnd - payload);
        return Verdict.SEGMENT;
    }

    /** Packets whose fragments did not all come. */
    public long incompletePackets() {
        return fragments.givenUp();
    }
}
