package io.github.spyhop.probe.decode.wire;

import io.github.spyhop.probe.capture.Bytes;
import java.util.Arrays;

/**
 * Cuts one direction's bytes into <a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_compression_packet.html">compressed
 * packets</a> and shows what they held:
 *
 * <pre>length:3 sequence:1 lengthBefore:3 payload:length</pre>
 *
 * A {@code lengthBefore} of 0 means that the payload is as it was. Where one packet's content ends,
 * a MySQL packet may go on in the next.
 */
public final class CompressedFramer {

    public static final int HEADER_BYTES = 7;

    private static final byte[] NONE = new byte[0];

    private final MemoryBudget budget;
    private final Decompressor decompressor;
    private final Decompressor.Algorithm algorithm;

    private byte[] input = NONE;
    private int at;
    private int end;

    private byte[] pieces = NONE;
    private int gathered;

    private byte[] packed = NONE;
    private int packedOffset;
    private int packedLength;
    private byte[] bytes = NONE;
    private int offset;
    private int length;
    private boolean failed;

    public CompressedFramer(
            MemoryBudget budget, Decompressor decompressor, Decompressor.Algorithm algorithm) {
        this.budget = budget;
        this.decompressor = decompressor;
        this.algorithm = algorithm;
    }

    public void feed(byte[] source, int start, int count) {
        input = source;
        at = start;
        end = start + count;
    }

    /** Shows the content of the next compressed packet; false if more is needed, or it failed. */
    public boolean next() {
        if (gathered == 0 && end - at >= HEADER_BYTES) {
            int size = HEADER_BYTES + Bytes.le24(input, at);
            if (size <= end - at) {
                at += size;
                return show(input, at - size, size);
            }
        }
        return at < end && gather();
    }

    private boolean gather() {
        if (gathered < HEADER_BYTES && !copyUpTo(HEADER_BYTES)) {
            return false;
        }
        int size = HEADER_BYTES + Bytes.le24(pieces, 0);
        if (!copyUpTo(size)) {
            return false;
        }
        byte[] whole = pieces;
        releasePieces();
        return show(whole, 0, size);
    }

    /** Copies input until so many bytes are gathered; false if there was not enough, or no room. */
    private boolean copyUpTo(int wanted) {
        int take = Math.min(wanted - gathered, end - at);
        int needed = gathered + take;
        if (needed > pieces.length) {
            // By what came, not by what the header claims.
            int size = Math.min(wanted, Math.max(needed, 2 * pieces.length));
            if (!budget.reserve(size - pieces.length)) {
                failed = true;
                return false;
            }
            pieces = Arrays.copyOf(pieces, size);
        }
        System.arraycopy(input, at, pieces, gathered, take);
        gathered += take;
        at += take;
        return gathered == wanted;
    }

    private boolean show(byte[] source, int start, int size) {
        int before = Bytes.le24(source, start + 4);
        packed = source;
        packedOffset = start + HEADER_BYTES;
        packedLength = size - HEADER_BYTES;
        if (before == 0) {
            bytes = packed;
            offset = packedOffset;
            length = packedLength;
            return true;
        }
        if (!decompressor.decompress(algorithm, this, before)) {
            failed = true;
            return false;
        }
        bytes = decompressor.output();
        offset = 0;
        length = before;
        return true;
    }

    private void releasePieces() {
        budget.release(pieces.length);
        pieces = NONE;
        gathered = 0;
    }

    /** Forgets a packet begun and the bytes at hand. */
    public void reset() {
        at = end;
        failed = false;
        releasePieces();
    }

    /** Whether a packet could not be decompressed, or there was no room to gather it. */
    public boolean hasFailed() {
        return failed;
    }

    byte[] packed() {
        return packed;
    }

    int packedOffset() {
        return packedOffset;
    }

    int packedLength() {
        return packedLength;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }
}
