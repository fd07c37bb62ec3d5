package io.github.spyhop.probe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes a capture file into memory. */
public final class PcapBytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteOrder order;

    public PcapBytes(int linkType) {
        this(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, linkType);
    }

    public PcapBytes(ByteOrder order, int magic, int linkType) {
        this.order = order;
        bytes.writeBytes(
                buffer(24)
                        .putInt(magic)
                        .putShort((short) 2)
                        .putShort((short) 4)
                        .putLong(0)
                        .putInt(262_144)
                        .putInt(linkType)
                        .array());
    }

    private ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(order);
    }

    /** Adds a packet captured whole. */
    public PcapBytes packet(int seconds, int fraction, byte[] packet) {
        return packet(seconds, fraction, packet, packet.length);
    }

    /** Adds a packet that was longer on the wire. */
    public PcapBytes packet(int seconds, int fraction, byte[] packet, int wireLength) {
        bytes.writeBytes(
                buffer(16)
                        .putInt(seconds)
                        .putInt(fraction)
                        .putInt(packet.length)
                        .putInt(wireLength)
                        .array());
        bytes.writeBytes(packet);
        return this;
    }

    public byte[] toBytes() {
        return bytes.toByteArray();
    }

    public InputStream stream() {
        return new ByteArrayInputStream(toBytes());
    }
}
