package io.github.spyhop.probe.decode.wire;

import io.github.spyhop.probe.capture.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * Reads the protocol's <a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_dt_integers.html">basic
 * types</a> from a stretch of bytes. A read beyond the end, or of a malformed number, gives 0 or an
 * empty text and is remembered: {@link #isIntact} tells, so that hostile bytes cost no exception.
 */
public final class WireReader {

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private boolean intact = true;

    /** Starts over on other bytes. */
    public WireReader on(byte[] source, int offset, int length) {
        bytes = source;
        at = offset;
        end = offset + length;
        intact = true;
        return this;
    }

    /** Whether everything that was asked for was there. */
    public boolean isIntact() {
        return intact;
    }

    public int position() {
        return at;
    }

    public int remaining() {
        return end - at;
    }

    public byte[] bytes() {
        return bytes;
    }

    private boolean has(long count) {
        if (count < 0 || count > end - at) {
            intact = false;
            at = end;
            return false;
        }
        return true;
    }

    public void skip(long count) {
        if (has(count)) {
            at += (int) count;
        }
    }

    public int int1() {
        return has(1) ? Bytes.u8(bytes, at++) : 0;
    }

    public int int2() {
        if (!has(2)) {
            return 0;
        }
        at += 2;
        return Bytes.le16(bytes, at - 2);
    }

    public int int3() {
        if (!has(3)) {
            return 0;
        }
        at += 3;
        return Bytes.le24(bytes, at - 3);
    }

    public int int4() {
        if (!has(4)) {
            return 0;
        }
        at += 4;
        return Bytes.le32(bytes, at - 4);
    }

    public long int8() {
        if (!has(8)) {
            return 0;
        }
        at += 8;
        return Bytes.le64(bytes, at - 8);
    }

    /** A length-encoded integer. */
    public long lengthEncoded() {
        int first = int1();
        if (first < 0xfb) {
            return first;
        }
        return switch (first) {
            case 0xfc -> int2();
            case 0xfd -> int3();
            case 0xfe -> int8();
            default -> {
                intact = false;
                yield 0;
            }
        };
    }

    /** A text that ends with a zero byte, or with the packet. */
    public String zeroTerminated() {
        int start = at;
        while (at < end && bytes[at] != 0) {
            at++;
        }
        String text = text(start, at);
        at = Math.min(end, at + 1);
        return text;
    }

    /** A text that its length precedes. */
    public String lengthEncodedText() {
        long length = lengthEncoded();
        int start = at;
        skip(length);
        return intact ? text(start, at) : "";
    }

    /** Steps over a text that its length precedes. */
    public void skipLengthEncodedText() {
        skip(lengthEncoded());
    }

    /** A text of this many bytes. */
    public String fixedText(int length) {
        int start = at;
        skip(length);
        return intact ? text(start, at) : "";
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
