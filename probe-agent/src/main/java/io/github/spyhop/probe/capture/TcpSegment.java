package io.github.spyhop.probe.capture;

/**
 * One TCP segment as a view on the bytes of its packet; filled again for the next one. An end of it
 * is a number: see {@link AddressBook}.
 */
public final class TcpSegment {

    public static final int FIN = 0x01;
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int ACK = 0x10;

    private long source;
    private long destination;
    private int sequence;
    private int acknowledged;
    private int flags;
    private byte[] bytes = new byte[0];
    private int offset;
    private int length;
    private int wireLength;
    private long nanos;
    private int device;

    void ends(long from, long to) {
        source = from;
        destination = to;
    }

    void header(int sequenceNumber, int acknowledgement, int controlBits) {
        sequence = sequenceNumber;
        acknowledged = acknowledgement;
        flags = controlBits;
    }

    void payload(PacketView packet, int start, int end) {
        bytes = packet.bytes();
        offset = start;
        length = end - start;
        nanos = packet.nanos();
        device = packet.device();
    }

    void wireLength(int payloadOnWire) {
        wireLength = payloadOnWire;
    }

    public long source() {
        return source;
    }

    public long destination() {
        return destination;
    }

    public int sequence() {
        return sequence;
    }

    public int acknowledged() {
        return acknowledged;
    }

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Whether it neither opens nor ends a connection and was captured whole. */
    public boolean isPlain() {
        return (flags & (SYN | FIN | RST)) == 0 && length == wireLength;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int offset() {
        return offset;
    }

    /** How many payload bytes were captured. */
    public int length() {
        return length;
    }

    /** How many payload bytes were sent; more than {@link #length()} where the packet was cut. */
    public int wireLength() {
        return wireLength;
    }

    public long nanos() {
        return nanos;
    }

    public int device() {
        return device;
    }
}
