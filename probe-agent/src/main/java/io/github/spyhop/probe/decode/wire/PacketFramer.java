package io.github.spyhop.probe.decode.wire;

import io.github.spyhop.probe.capture.Bytes;
import java.util.Arrays;

/**
 * Cuts one direction's bytes into <a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_packets.html">packets</a>:
 *
 * <pre>length:3 sequence:1 payload:length</pre>
 *
 * A packet of 16,777,215 bytes goes on in the next. A packet that lies whole in the bytes at hand is
 * shown where it lies; of another the first bytes are kept, as many as {@link Keep} allows.
 */
public final class PacketFramer {

    public static final int HEADER_BYTES = 4;
    static final int CONTINUED = 0xffffff;
    private static final int KEPT_BUFFER_BYTES = 256;
    private static final byte[] NONE = new byte[0];

    /** How much of a packet that arrives in pieces is worth keeping. */
    @FunctionalInterface
    public interface Keep {

        /** How many bytes, given the packet's first one. */
        int bytesMax(int firstByte);
    }

    private final MemoryBudget budget;
    private Keep keep;

    private byte[] input = NONE;
    private int at;
    private int end;
    private long inputNanos;
    private int skippedBytes;

    /** The packet shown. */
    private byte[] bytes = NONE;

    private int offset;
    private int length;
    private long total;
    private int firstSequence;
    private int lastSequence;
    private long startNanos;

    /** The packet that arrives in pieces. */
    private byte[] pieces = NONE;

    private boolean gathering;
    private int headerBytes;
    private int header;
    private int bodyMissing;
    private boolean inBody;
    private boolean continued;
    private int kept;
    private int keepMax;
    private long soFar;
    private int reserved;

    public PacketFramer(MemoryBudget budget, Keep keep) {
        this.budget = budget;
        this.keep = keep;
    }

    /** Changes what is worth keeping, from the next packet on. */
    public void keep(Keep other) {
        keep = other;
    }

    /** Gives it the next bytes; those given before must have been consumed. */
    public void feed(byte[] source, int start, int count, long nanos) {
        input = source;
        at = start;
        end = start + count;
        inputNanos = nanos;
    }

    /** Shows the next whole packet; false if more bytes are needed. */
    public boolean next() {
        if (!gathering && end - at >= HEADER_BYTES) {
            int size = Bytes.le24(input, at);
            if (size < CONTINUED && size <= end - at - HEADER_BYTES) {
                firstSequence = input[at + 3] & 0xff;
                lastSequence = firstSequence;
                bytes = input;
                offset = at + HEADER_BYTES;
                length = size;
                total = size;
                startNanos = inputNanos;
                at += HEADER_BYTES + size;
                return true;
            }
        }
        return at < end && gather();
    }

    /**
     * Steps over packets that lie whole in the bytes at hand, follow in sequence and begin with
     * neither 0xfe nor 0xff: rows, or the definitions of columns.
     *
     * @param sequence the sequence number that the first must have
     * @return how many there were; {@link #skippedBytes} says how long they were with their headers
     */
    public int skip(int sequence, int atMost) {
        skippedBytes = 0;
        if (gathering) {
            return 0;
        }
        byte[] source = input;
        int position = at;
        int expected = sequence;
        int count = 0;
        while (count < atMost && end - position > HEADER_BYTES) {
            int size = Bytes.le24(source, position);
            if (size == 0
                    || size == CONTINUED
                    || size > end - position - HEADER_BYTES
                    || (source[position + 3] & 0xff) != expected
                    || (source[position + HEADER_BYTES] & 0xfe) == 0xfe) {
                break;
            }
            count++;
            expected = expected + 1 & 0xff;
            position += HEADER_BYTES + size;
        }
        skippedBytes = position - at;
        at = position;
        return count;
    }

    public int skippedBytes() {
        return skippedBytes;
    }

    /** Continues, or begins, a packet that does not lie whole in the bytes at hand. */
    private boolean gather() {
        while (at < end) {
            if (!inBody && !gatherHeader()) {
                return false;
            }
            gatherBody();
            if (bodyMissing > 0) {
                return false;
            }
            inBody = false;
            headerBytes = 0;
            if (!continued) {
                gathering = false;
                show();
                return true;
            }
        }
        return false;
    }

    private boolean gatherHeader() {
        if (!gathering) {
            gathering = true;
            startNanos = inputNanos;
            soFar = 0;
            kept = 0;
            keepMax = -1;
        }
        while (headerBytes < HEADER_BYTES && at < end) {
            header = header >>> 8 | (input[at++] & 0xff) << 24;
            headerBytes++;
        }
        if (headerBytes < HEADER_BYTES) {
            return false;
        }
        bodyMissing = header & 0xffffff;
        lastSequence = header >>> 24;
        if (!continued) {
            firstSequence = lastSequence;
        }
        continued = bodyMissing == CONTINUED;
        inBody = true;
        return true;
    }

    private void gatherBody() {
        int take = Math.min(bodyMissing, end - at);
        if (take == 0) {
            return;
        }
        if (keepMax < 0) {
            keepMax = keep.bytesMax(input[at] & 0xff);
        }
        int copy = Math.min(take, keepMax - kept);
        if (copy > 0 && reserveRoom(kept + copy)) {
            System.arraycopy(input, at, pieces, kept, copy);
            kept += copy;
        }
        at += take;
        bodyMissing -= take;
        soFar += take;
    }

    /** Without room in the budget, no more of this packet is kept. */
    private boolean reserveRoom(int needed) {
        if (needed <= pieces.length) {
            return true;
        }
        int size = Math.min(keepMax, Math.max(needed, Math.max(64, 2 * pieces.length)));
        if (!budget.reserve(size - reserved)) {
            keepMax = kept;
            return false;
        }
        reserved = size;
        pieces = Arrays.copyOf(pieces, size);
        return true;
    }

    private void show() {
        bytes = pieces;
        offset = 0;
        length = kept;
        total = soFar;
        if (reserved > KEPT_BUFFER_BYTES) {
            releasePieces();
        }
    }

    private void releasePieces() {
        budget.release(reserved);
        reserved = 0;
        pieces = NONE;
    }

    /** Forgets a packet begun, and the bytes at hand: the stream goes on elsewhere. */
    public void reset() {
        at = end;
        gathering = false;
        headerBytes = 0;
        inBody = false;
        continued = false;
        bodyMissing = 0;
        if (reserved > 0) {
            releasePieces();
        }
    }

    /** Whether a packet has begun and not ended. */
    public boolean isWithinPacket() {
        return gathering;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int offset() {
        return offset;
    }

    /** How much of the payload is shown. */
    public int length() {
        return length;
    }

    /** How long the payload is. */
    public long total() {
        return total;
    }

    /** The payload's first byte, or -1 if it is empty. */
    public int first() {
        return length > 0 ? bytes[offset] & 0xff : -1;
    }

    public int firstSequence() {
        return firstSequence;
    }

    /** The sequence number of the packet's last part. */
    public int lastSequence() {
        return lastSequence;
    }

    /** When the packet's first byte was captured. */
    public long startNanos() {
        return startNanos;
    }

    /** When its last byte was. */
    public long endNanos() {
        return inputNanos;
    }
}
