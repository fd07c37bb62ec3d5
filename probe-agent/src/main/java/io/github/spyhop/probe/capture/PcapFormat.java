package io.github.spyhop.probe.capture;

import java.io.IOException;

/**
 * The classic format (<a
 * href="https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-06.html">draft-ietf-opsawg-pcap</a>):
 *
 * <pre>
 * file    magic:4 major:2 minor:2 reserved:8 snaplen:4 linktype:4
 * record  seconds:4 fraction:4 captured:4 original:4 packet:captured
 * </pre>
 */
final class PcapFormat implements CaptureFormat {

    private static final int MAGIC_MICROS = 0xa1b2c3d4;
    private static final int MAGIC_NANOS = 0xa1b23c4d;
    private static final int FILE_HEADER_BYTES = 24;
    private static final int RECORD_HEADER_BYTES = 16;
    private static final int LINK_TYPE_MASK = 0xffff;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final FileBlocks blocks;
    private final boolean bigEndian;
    private final int nanosPerFraction;
    private final LinkType link;
    private long cutRecords;

    private PcapFormat(FileBlocks blocks, boolean bigEndian, int nanosPerFraction, LinkType link) {
        this.blocks = blocks;
        this.bigEndian = bigEndian;
        this.nanosPerFraction = nanosPerFraction;
        this.link = link;
    }

    /** Whether a file that begins with these four bytes has this format. */
    static boolean matches(byte[] start, int at) {
        return isMagic(Bytes.be32(start, at)) || isMagic(Bytes.le32(start, at));
    }

    private static boolean isMagic(int number) {
        return number == MAGIC_MICROS || number == MAGIC_NANOS;
    }

    static PcapFormat open(FileBlocks blocks, String name) throws IOException {
        if (!blocks.ensure(FILE_HEADER_BYTES)) {
            throw new CaptureException(name + " ends within its file header: nothing was captured");
        }
        byte[] bytes = blocks.bytes();
        int at = blocks.position();
        boolean bigEndian = isMagic(Bytes.be32(bytes, at));
        int magic = bigEndian ? Bytes.be32(bytes, at) : Bytes.le32(bytes, at);
        int number = bigEndian ? Bytes.be32(bytes, at + 20) : Bytes.le32(bytes, at + 20);
        int linkType = number & LINK_TYPE_MASK;
        LinkType link = LinkType.of(linkType).orElseThrow(() -> notUnderstood(name, linkType));
        blocks.skip(FILE_HEADER_BYTES);
        return new PcapFormat(blocks, bigEndian, magic == MAGIC_NANOS ? 1 : 1_000, link);
    }

    static CaptureException notUnderstood(String name, int linkType) {
        return new CaptureException(
                name
                        + " has link type "
                        + linkType
                        + ", which is not understood: capture on an Ethernet, loopback or \"any\""
                        + " device");
    }

    @Override
    public boolean next(PacketView packet) throws IOException {
        if (!blocks.ensure(RECORD_HEADER_BYTES)) {
            cutRecords += blocks.available() > 0 ? 1 : 0;
            return false;
        }
        int at = blocks.position();
        int captured = number(at + 8);
        if (captured < 0 || captured > PACKET_BYTES_MAX) {
            // Where the next record begins cannot be known any more.
            cutRecords++;
            return false;
        }
        if (!blocks.ensure(RECORD_HEADER_BYTES + captured)) {
            cutRecords++;
            return false;
        }
        at = blocks.position();
        long seconds = number(at) & 0xffffffffL;
        long fraction = number(at + 4) & 0xffffffffL;
        packet.stamp(
                seconds * NANOS_PER_SECOND + fraction * nanosPerFraction,
                Math.max(captured, number(at + 12)));
        packet.set(blocks.bytes(), at + RECORD_HEADER_BYTES, captured);
        packet.from(link, 0);
        blocks.skip(RECORD_HEADER_BYTES + captured);
        return true;
    }

    private int number(int at) {
        return bigEndian ? Bytes.be32(blocks.bytes(), at) : Bytes.le32(blocks.bytes(), at);
    }

    @Override
    public SourceLosses losses() {
        return new SourceLosses(0, 0, cutRecords);
    }
}
