package io.github.spyhop.probe.decode.client;

import io.github.spyhop.probe.decode.wire.Capabilities;
import io.github.spyhop.probe.decode.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * The client's part of the login, without the proof of its password, which is never kept (<a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase_packets_protocol_handshake_response.html">Protocol::HandshakeResponse41</a>):
 *
 * <pre>
 * capabilities:4 max_packet:4 collation:1 filler:19 mariadb_capabilities:4
 * user:zero-terminated proof:length-encoded|1+length
 * [schema:zero-terminated] [plugin:zero-terminated] [attributes] [zstd_level:1]
 * </pre>
 *
 * An SSL request is its first 32 bytes with the SSL capability; then TLS begins.
 *
 * @param collation of {@code character_set_client}; 255 stands for larger ones in later versions
 * @param schema null if none was chosen
 */
public record HandshakeResponse(
        Capabilities capabilities, int collation, String user, @Nullable String schema) {

    public static final int SSL_REQUEST_BYTES = 32;
    private static final int FILLER_BYTES = 19;

    /** Whether the packet asks for TLS instead of answering. */
    public static boolean isSslRequest(WireReader packet) {
        return packet.remaining() == SSL_REQUEST_BYTES
                && (packet.bytes()[packet.position() + 1] & 0xff & Capabilities.SSL >>> 8) != 0;
    }

    /** Reads the packet, or gives null if it is none of protocol 4.1. */
    public static @Nullable HandshakeResponse decode(WireReader packet) {
        long flags = packet.int4() & 0xffffffffL;
        packet.skip(4);
        int collation = packet.int1();
        packet.skip(FILLER_BYTES);
        long mariaDb = packet.int4() & 0xffffffffL;
        if ((flags & Capabilities.CLIENT_MYSQL) == 0) {
            flags |= mariaDb << 32;
        }
        Capabilities capabilities = new Capabilities(flags);
        if (!capabilities.has(Capabilities.PROTOCOL_41)) {
            return null;
        }
        String user = packet.zeroTerminated();
        if (capabilities.has(Capabilities.LENGTH_ENCODED_AUTH)) {
            packet.skipLengthEncodedText();
        } else if (capabilities.has(Capabilities.SECURE_CONNECTION)) {
            packet.skip(packet.int1());
        } else {
            packet.zeroTerminated();
        }
        String schema = null;
        if (capabilities.has(Capabilities.CONNECT_WITH_DB) && packet.remaining() > 0) {
            schema = packet.zeroTerminated();
        }
        return packet.isIntact()
                ? new HandshakeResponse(
                        capabilities,
                        collation,
                        user,
                        schema == null || schema.isEmpty() ? null : schema)
                : null;
    }
}
