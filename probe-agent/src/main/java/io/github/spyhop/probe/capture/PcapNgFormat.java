package io.github.spyhop.probe.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The block format (<a
 * href="https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-04.html">draft-ietf-opsawg-pcapng</a>):
 * {@code type:4 length:4 body padding length:4}, in the byte order that the last section header
 * gives. Packets come from the enhanced, the simple and the obsolete packet block; what the
 * capturing host dropped from the interface statistics.
 */
final class PcapNgFormat implements CaptureFormat {

    static final int SECTION_HEADER = 0x0a0d0d0a;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int INTERFACE_STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;

    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    private static final int BLOCK_FRAME_BYTES = 12;
    private static final int OPTION_END = 0;
    private static final int OPTION_TIME_RESOLUTION = 9;
    private static final int OPTION_TIME_OFFSET = 14;
    private static final int OPTION_INTERFACE_DROPS = 5;
    private static final int OPTION_SYSTEM_DROPS = 7;
    private static final int INTERFACES_MAX = 4_096;

    private final FileBlocks blocks;
    private final String name;
    private final List<CapturedInterface> interfaces = new ArrayList<>();
    private boolean bigEndian;
    private int interfacesOfEarlierSections;
    private long cutRecords;

    PcapNgFormat(FileBlocks blocks, String name) {
        this.blocks = blocks;
        this.name = name;
    }

    @Override
    public boolean next(PacketView packet) throws IOException {
        while (blocks.ensure(BLOCK_FRAME_BYTES)) {
            int type = number(blocks.position());
            if (type == SECTION_HEADER) {
                startSection();
            }
            int length = number(blocks.position() + 4);
            if (length < BLOCK_FRAME_BYTES
                    || length % 4 != 0
                    || length > PACKET_BYTES_MAX
                    || !blocks.ensure(length)) {
                cutRecords++;
                return false;
            }
            boolean found = block(type, length, packet);
            blocks.skip(length);
            if (found) {
                return true;
            }
        }
        cutRecords += blocks.available() > 0 ? 1 : 0;
        return false;
    }

    private void startSection() {
        int magic = Bytes.be32(blocks.bytes(), blocks.position() + 8);
        bigEndian = magic == BYTE_ORDER_MAGIC;
        interfacesOfEarlierSections += interfaces.size();
        interfaces.clear();
    }

    private boolean block(int type, int length, PacketView packet) throws CaptureException {
        int body = blocks.position() + 8;
        int end = blocks.position() + length - 4;
        return switch (type) {
            case ENHANCED_PACKET, OBSOLETE_PACKET ->
                    end - body >= 20 && enhanced(type, body, end, packet);
            case SIMPLE_PACKET -> end - body >= 4 && simple(body, end, packet);
            case INTERFACE_DESCRIPTION -> {
                if (end - body >= 8 && interfaces.size() < INTERFACES_MAX) {
                    interfaces.add(describe(body, end));
                }
                yield false;
            }
            case INTERFACE_STATISTICS -> {
                statistics(body, end);
                yield false;
            }
            default -> false;
        };
    }

    private boolean enhanced(int type, int body, int end, PacketView packet)
            throws CaptureException {
        int id = type == ENHANCED_PACKET ? number(body) : half(body);
        int captured = number(body + 12);
        if (captured < 0 || captured > end - body - 20 || id < 0 || id >= interfaces.size()) {
            cutRecords++;
            return false;
        }
        CapturedInterface from = interfaces.get(id);
        long units = (number(body + 4) & 0xffffffffL) << 32 | (number(body + 8) & 0xffffffffL);
        packet.stamp(from.nanosOf(units), Math.max(captured, number(body + 16)));
        packet.set(blocks.bytes(), body + 20, captured);
        packet.from(from.linkOrThrow(name), interfacesOfEarlierSections + id);
        return true;
    }

    private boolean simple(int body, int end, PacketView packet) throws CaptureException {
        if (interfaces.isEmpty()) {
            cutRecords++;
            return false;
        }
        // It has no time of its own: the view keeps that of the packet before.
        int original = number(body);
        int captured = Math.min(end - body - 4, original < 0 ? Integer.MAX_VALUE : original);
        packet.stamp(packet.nanos(), Math.max(captured, original));
        packet.set(blocks.bytes(), body + 4, captured);
        packet.from(interfaces.getFirst().linkOrThrow(name), interfacesOfEarlierSections);
        return true;
    }

    private CapturedInterface describe(int body, int end) {
        int linkType = half(body);
        CapturedInterface described = new CapturedInterface(linkType, LinkType.of(linkType));
        int at = body + 8;
        while (at + 4 <= end && half(at) != OPTION_END) {
            int length = half(at + 2);
            if (at + 4 + length > end) {
                break;
            }
            if (half(at) == OPTION_TIME_RESOLUTION && length >= 1) {
                described.resolution(Bytes.u8(blocks.bytes(), at + 4));
            } else if (half(at) == OPTION_TIME_OFFSET && length >= 8) {
                described.offsetSeconds = number64(at + 4);
            }
            at += 4 + padded(length);
        }
        return described;
    }

    private void statistics(int body, int end) {
        int id = end - body >= 12 ? number(body) : -1;
        if (id < 0 || id >= interfaces.size()) {
            return;
        }
        CapturedInterface of = interfaces.get(id);
        int at = body + 12;
        while (at + 4 <= end && half(at) != OPTION_END) {
            int length = half(at + 2);
            if (at + 4 + length > end) {
                break;
            }
            if (half(at) == OPTION_INTERFACE_DROPS && length == 8) {
                of.droppedByInterface = number64(at + 4);
            } else if (half(at) == OPTION_SYSTEM_DROPS && length == 8) {
                of.droppedByKernel = number64(at + 4);
            }
            at += 4 + padded(length);
        }
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }

    private int half(int at) {
        return bigEndian ? Bytes.be16(blocks.bytes(), at) : Bytes.le16(blocks.bytes(), at);
    }

    private int number(int at) {
        return bigEndian ? Bytes.be32(blocks.bytes(), at) : Bytes.le32(blocks.bytes(), at);
    }

    private long number64(int at) {
        long first = number(at) & 0xffffffffL;
        long second = number(at + 4) & 0xffffffffL;
        return bigEndian ? first << 32 | second : second << 32 | first;
    }

    @Override
    public SourceLosses losses() {
        SourceLosses all = new SourceLosses(0, 0, cutRecords);
        for (CapturedInterface each : interfaces) {
            all = all.plus(new SourceLosses(each.droppedByKernel, each.droppedByInterface, 0));
        }
        return all;
    }

    /** An interface of a section, with the unit of its time stamps. */
    private static final class CapturedInterface {

        private static final long NANOS_PER_SECOND = 1_000_000_000L;

        private final int linkNumber;
        private final Optional<LinkType> link;
        private long unitsPerSecond = 1_000_000;
        private long offsetSeconds;
        private long droppedByKernel;
        private long droppedByInterface;

        CapturedInterface(int linkNumber, Optional<LinkType> link) {
            this.linkNumber = linkNumber;
            this.link = link;
        }

        /** {@code if_tsresol}: a negative power of 10, or of 2 if the top bit is set. */
        void resolution(int code) {
            int power = code & 0x7f;
            if ((code & 0x80) != 0) {
                unitsPerSecond = 1L << Math.min(power, 62);
            } else {
                unitsPerSecond = 1;
                for (int i = 0; i < Math.min(power, 18); i++) {
                    unitsPerSecond *= 10;
                }
            }
        }

        long nanosOf(long units) {
            long seconds = Long.divideUnsigned(units, unitsPerSecond);
            long rest = Long.remainderUnsigned(units, unitsPerSecond);
            long nanos =
                    unitsPerSecond <= NANOS_PER_SECOND
                            ? rest * NANOS_PER_SECOND / unitsPerSecond
                            : rest / Math.max(1, unitsPerSecond / NANOS_PER_SECOND);
            return (seconds + offsetSeconds) * NANOS_PER_SECOND + nanos;
        }

        LinkType linkOrThrow(String name) throws CaptureException {
            if (link.isEmpty()) {
                throw PcapFormat.notUnderstood(name, linkNumber);
            }
            return link.get();
        }
    }
}
