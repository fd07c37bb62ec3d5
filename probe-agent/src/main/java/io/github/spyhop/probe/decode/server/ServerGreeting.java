package io.github.spyhop.probe.decode.server;

import io.github.spyhop.probe.decode.wire.Capabilities;
import io.github.spyhop.probe.decode.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * How a server opens a connection (<a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase_packets_protocol_handshake_v10.html">Protocol::HandshakeV10</a>):
 *
 * <pre>
 * 10 version:zero-terminated connection:4 scramble:8 0 capabilities:2
 * collation:1 status:2 capabilities:2 scramble_length:1 filler:6 mariadb_capabilities:4 …
 * </pre>
 *
 * @param version such as {@code 9.7.4} or {@code 5.5.5-10.11.6-MariaDB}
 * @param connectionId the number of the connection on its server
 */
public record ServerGreeting(String version, long connectionId, Capabilities capabilities) {

    public static final int PROTOCOL_VERSION = 10;
    private static final int VERSION_LENGTH_MAX = 64;
    private static final int SCRAMBLE_AND_FILLER_BYTES = 9;

    /** Reads the packet, or gives null if it is no such greeting. */
    public static @Nullable ServerGreeting decode(WireReader packet) {
        if (packet.int1() != PROTOCOL_VERSION) {
            return null;
        }
        String version = packet.zeroTerminated();
        if (version.isEmpty()
                || version.length() > VERSION_LENGTH_MAX
                || !version.chars().allMatch(c -> c >= ' ' && c < 0x7f)
                || !Character.isDigit(version.charAt(0))) {
            return null;
        }
        long connectionId = packet.int4() & 0xffffffffL;
        packet.skip(SCRAMBLE_AND_FILLER_BYTES);
        long flags = packet.int2();
        if (packet.remaining() > 0) {
            packet.skip(3);
            flags |= (long) packet.int2() << 16;
            packet.skip(7);
            long mariaDb = packet.int4() & 0xffffffffL;
            if ((flags & Capabilities.CLIENT_MYSQL) == 0) {
                flags |= mariaDb << 32;
            }
        }
        return packet.isIntact()
                ? new ServerGreeting(version, connectionId, new Capabilities(flags))
                : null;
    }

    public boolean isMariaDb() {
        return version.contains("MariaDB");
    }
}
