package io.github.spyhop.binlog.stream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * MySQL's packets from a stream, each joined from its parts of 16 MiB, in one buffer without a copy
 * for those that fit.
 *
 * <pre>
 * length    3  of what follows the sequence number; 0xFFFFFF: another part follows
 * sequence  1
 * </pre>
 *
 * @see <a
 *     href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_packets.html">
 *     MySQL packets</a>
 */
final class PacketInput {

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int HEADER_BYTES = 4;
    private static final int PART_BYTES_MAX = 0xff_ffff;

    private final InputStream input;
    private final int packetBytesMax;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int unread;
    private int end;
    private int payloadStart;
    private int payloadLength;

    /**
     * @param packetBytesMax a longer packet is refused
     */
    PacketInput(InputStream input, int packetBytesMax) {
        this.input = input;
        this.packetBytesMax = packetBytesMax;
    }

    /**
     * Reads the next packet; what the last one gave is no longer valid.
     *
     * @throws OversizedEventException if it is longer than the limit
     * @throws EOFException if the server closed the connection
     */
    void next() throws IOException {
        if (unread == end && buffer.length > BUFFER_BYTES) {
            buffer = new byte[BUFFER_BYTES];
            unread = 0;
            end = 0;
        }
        int length = header();
        payloadStart = unread;
        payloadLength = 0;
        boolean more = true;
        while (more) {
            checkLimit((long) payloadLength + length);
            take(length);
            payloadLength += length;
            more = length == PART_BYTES_MAX;
            if (more) {
                length = header();
                closeGap();
            }
        }
    }

    /** Reads a header; the payload before it stays where {@link #payloadStart} says. */
    private int header() throws IOException {
        fill(HEADER_BYTES);
        int length =
                (buffer[unread] & 0xff)
                        | (buffer[unread + 1] & 0xff) << 8
                        | (buffer[unread + 2] & 0xff) << 16;
        unread += HEADER_BYTES;
        return length;
    }

    /** Moves what was read beyond a header in a packet's midst to the end of the part before. */
    private void closeGap() {
        System.arraycopy(buffer, unread, buffer, unread - HEADER_BYTES, end - unread);
        unread -= HEADER_BYTES;
        end -= HEADER_BYTES;
    }

    private void take(int length) throws IOException {
        fill(length);
        unread += length;
    }

    /** Makes sure that so many unread bytes are in the buffer, behind the payload if one has begun. */
    private void fill(int wanted) throws IOException {
        if (end - unread >= wanted) {
            return;
        }
        int keepFrom = payloadLength > 0 ? payloadStart : unread;
        makeRoom(keepFrom, unread - keepFrom + wanted);
        while (end - unread < wanted) {
            int count = input.read(buffer, end, buffer.length - end);
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
            end += count;
        }
    }

    private void makeRoom(int keepFrom, int total) {
        if (keepFrom + total <= buffer.length) {
            return;
        }
        byte[] target =
                total <= buffer.length ? buffer : new byte[Math.max(total, 2 * buffer.length)];
        System.arraycopy(buffer, keepFrom, target, 0, end - keepFrom);
        buffer = target;
        unread -= keepFrom;
        end -= keepFrom;
        payloadStart -= keepFrom;
    }

    private void checkLimit(long length) throws OversizedEventException {
        if (length > packetBytesMax) {
            throw new OversizedEventException(length, packetBytesMax);
        }
    }

    /** Whether {@link #next} would have to wait for the network. */
    boolean isDrained() throws IOException {
        return unread == end && input.available() == 0;
    }

    byte[] array() {
        return buffer;
    }

    int payloadStart() {
        return payloadStart;
    }

    int payloadLength() {
        return payloadLength;
    }

    /** The payload's bytes, for packets that are no events. */
    byte[] payload() {
        return Arrays.copyOfRange(buffer, payloadStart, payloadStart + payloadLength);
    }
}
