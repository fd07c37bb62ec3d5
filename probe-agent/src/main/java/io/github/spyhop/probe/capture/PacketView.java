package io.github.spyhop.probe.capture;

/**
 * One captured packet as a view on the bytes of its source, which fills it again for the next one:
 * what shall outlive the call must be copied.
 */
public final class PacketView {

    private byte[] bytes = new byte[0];
    private int offset;
    private int length;
    private int wireLength;
    private long nanos;
    private LinkType link = LinkType.ETHERNET;
    private int device;

    void set(byte[] source, int start, int captured) {
        bytes = source;
        offset = start;
        length = captured;
    }

    void stamp(long epochNanos, int lengthOnWire) {
        nanos = epochNanos;
        wireLength = lengthOnWire;
    }

    void from(LinkType linkType, int deviceIndex) {
        link = linkType;
        device = deviceIndex;
    }

    /** Shows the packet that another view shows. */
    void showOther(PacketView other) {
        set(other.bytes, other.offset, other.length);
        stamp(other.nanos, other.wireLength);
        from(other.link, other.device);
    }

    public byte[] bytes() {
        return bytes;
    }

    public int offset() {
        return offset;
    }

    /** How many bytes were captured. */
    public int length() {
        return length;
    }

    /** How many bytes the packet had; more than {@link #length()} where the snap length cut it. */
    public int wireLength() {
        return wireLength;
    }

    /** When it was captured, in nanoseconds since 1970 in UTC. */
    public long nanos() {
        return nanos;
    }

    public LinkType link() {
        return link;
    }

    /** Tells apart the interfaces of one source. */
    public int device() {
        return device;
    }
}
