package io.github.spyhop.probe.decode;

import io.github.spyhop.probe.capture.Bytes;
import io.github.spyhop.probe.decode.server.ServerGreeting;
import io.github.spyhop.probe.decode.wire.CompressedFramer;
import io.github.spyhop.probe.decode.wire.Decompressor;
import io.github.spyhop.probe.decode.wire.WireReader;

/**
 * A connection whose packet borders are not known: it had begun before the capture, or bytes of it
 * were lost. Bytes that have a command's shape, at the start of a segment, are read as one; if the
 * server's answer fits too, the connection is understood again, and otherwise they are forgotten.
 */
final class JoinPhase extends ConnectionPhase {

    /** A connection of an unknown port that shows no command in so many segments is none of ours. */
    private static final int STRANGE_SEGMENTS_MAX = 64;

    private static final int TLS_RECORDS_MIN = 4;
    private static final int HEADER_BYTES = 4;

    private final boolean spokeMySql;
    private int strangeSegments;
    private int tlsRecords;

    JoinPhase(ConnectionDecoder connection, boolean spokeMySql) {
        super(connection);
        this.spokeMySql = spokeMySql;
    }

    @Override
    void bytes(boolean fromClient, byte[] bytes, int offset, int length, long nanos) {
        if (looksLikeTls(bytes, offset, length)) {
            if (++tlsRecords >= TLS_RECORDS_MIN) {
                encrypted();
            }
            return;
        }
        if (isGreeting(bytes, offset, length) && (!fromClient || !connection.rolesKnown())) {
            if (fromClient) {
                connection.swapRoles();
            }
            ConnectionPhase login = new LoginPhase(connection);
            connection.become(login);
            login.bytes(false, bytes, offset, length, nanos);
            return;
        }
        if (connection.rolesKnown() && !spokeMySql) {
            connection.joinedLate();
        }
        if (!fromClient && connection.rolesKnown()) {
            return;
        }
        Decompressor.Algorithm found = compressionOf(bytes, offset, length);
        if (found != null) {
            if (!fromClient) {
                connection.swapRoles();
            }
            connection.compression = found;
            ConnectionPhase commands = new CommandPhase(connection, spokeMySql);
            connection.become(commands);
            commands.bytes(true, bytes, offset, length, nanos);
        } else if (++strangeSegments > STRANGE_SEGMENTS_MAX && !connection.rolesKnown()) {
            connection.ignore();
        }
    }

    /** How the command is packed that begins here, or null if none does. */
    private Decompressor.@org.jspecify.annotations.Nullable Algorithm compressionOf(
            byte[] bytes, int offset, int length) {
        Decompressor.Algorithm known = connection.compression;
        if ((known == null || known == Decompressor.Algorithm.NONE || !spokeMySql)
                && CommandShape.matches(bytes, offset, length)) {
            return Decompressor.Algorithm.NONE;
        }
        if (known == Decompressor.Algorithm.NONE && spokeMySql) {
            return null;
        }
        return compressed(bytes, offset, length);
    }

    private Decompressor.@org.jspecify.annotations.Nullable Algorithm compressed(
            byte[] bytes, int offset, int length) {
        if (length <= CompressedFramer.HEADER_BYTES
                || bytes[offset + 3] != 0
                || Bytes.le24(bytes, offset) != length - CompressedFramer.HEADER_BYTES) {
            return null;
        }
        for (Decompressor.Algorithm algorithm :
                new Decompressor.Algorithm[] {
                    Decompressor.Algorithm.ZLIB, Decompressor.Algorithm.ZSTD
                }) {
            if (connection.compression == null
                    || connection.compression == algorithm
                    || !spokeMySql) {
                CompressedFramer framer = connection.compressedFramer(algorithm);
                framer.feed(bytes, offset, length);
                if (framer.next()
                        && CommandShape.matches(framer.bytes(), framer.offset(), framer.length())) {
                    return algorithm;
                }
            }
        }
        return null;
    }

    private void encrypted() {
        if (connection.rolesKnown()) {
            connection.opaque(Loss.TLS);
        } else {
            connection.ignore();
        }
    }

    /** A record of TLS: content type, version 3.0 to 3.4, length. */
    private static boolean looksLikeTls(byte[] bytes, int offset, int length) {
        return length > 5
                && bytes[offset] >= 0x14
                && bytes[offset] <= 0x17
                && bytes[offset + 1] == 3
                && bytes[offset + 2] >= 0
                && bytes[offset + 2] <= 4
                && Bytes.be16(bytes, offset + 3) <= 0x4800
                && Bytes.be16(bytes, offset + 3) > 0;
    }

    private boolean isGreeting(byte[] bytes, int offset, int length) {
        if (length < HEADER_BYTES + 20
                || bytes[offset + 3] != 0
                || bytes[offset + HEADER_BYTES] != ServerGreeting.PROTOCOL_VERSION
                || Bytes.le24(bytes, offset) != length - HEADER_BYTES) {
            return false;
        }
        WireReader reader = connection.scope.reader;
        return ServerGreeting.decode(reader.on(bytes, offset + HEADER_BYTES, length - HEADER_BYTES))
                != null;
    }

    @Override
    void gap(boolean fromClient, long nanos) {
        // Nothing is understood yet that it could break.
    }
}
