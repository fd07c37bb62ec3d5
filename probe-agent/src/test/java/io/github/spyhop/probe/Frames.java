package io.github.spyhop.probe;

import java.nio.ByteBuffer;

/** Builds packets, byte by byte. */
public final class Frames {

    public static final int SYN = 0x02;
    public static final int ACK = 0x10;
    public static final int FIN = 0x01;
    public static final int RST = 0x04;

    private Frames() {}

    /** The ends and numbers of a segment between 10.0.0.1 and 10.0.0.2. */
    public record Tcp(
            boolean fromClient, int clientPort, int sequence, int acknowledged, int flags) {}

    public static final int SERVER_PORT = 3306;

    public static byte[] ethernet(int type, byte[] payload) {
        return ByteBuffer.allocate(14 + payload.length)
                .put(new byte[12])
                .putShort((short) type)
                .put(payload)
                .array();
    }

    public static byte[] tagged(int tag, int type, byte[] payload) {
        return ByteBuffer.allocate(4 + payload.length)
                .putShort((short) tag)
                .putShort((short) type)
                .put(payload)
                .array();
    }

    public static byte[] ipv4(Tcp tcp, byte[] payload) {
        return ipv4(tcp.fromClient(), 0, 0x4000, tcp(tcp, payload));
    }

    /** An IPv4 packet of TCP with these identification and fragment fields. */
    public static byte[] ipv4(boolean fromClient, int id, int fragment, byte[] content) {
        int client = 0x0a000001;
        int server = 0x0a000002;
        return ByteBuffer.allocate(20 + content.length)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (20 + content.length))
                .putShort((short) id)
                .putShort((short) fragment)
                .put((byte) 64)
                .put((byte) 6)
                .putShort((short) 0)
                .putInt(fromClient ? client : server)
                .putInt(fromClient ? server : client)
                .put(content)
                .array();
    }

    /** An IPv6 packet of this first header. */
    public static byte[] ipv6(boolean fromClient, int nextHeader, byte[] content) {
        byte[] client = new byte[16];
        byte[] server = new byte[16];
        client[0] = 0x20;
        client[15] = 1;
        server[0] = 0x20;
        server[15] = 2;
        return ByteBuffer.allocate(40 + content.length)
                .putInt(0x60000000)
                .putShort((short) content.length)
                .put((byte) nextHeader)
                .put((byte) 64)
                .put(fromClient ? client : server)
                .put(fromClient ? server : client)
                .put(content)
                .array();
    }

    public static byte[] tcp(Tcp tcp, byte[] payload) {
        return ByteBuffer.allocate(20 + payload.length)
                .putShort((short) (tcp.fromClient() ? tcp.clientPort() : SERVER_PORT))
                .putShort((short) (tcp.fromClient() ? SERVER_PORT : tcp.clientPort()))
                .putInt(tcp.sequence())
                .putInt(tcp.acknowledged())
                .put((byte) 0x50)
                .put((byte) tcp.flags())
                .putShort((short) 0xffff)
                .putInt(0)
                .put(payload)
                .array();
    }
}
