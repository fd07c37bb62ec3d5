package io.github.spyhop.binlog.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads little-endian numbers and strings from a slice of an array, and never beyond it.
 *
 * @see <a
 *     href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_data_types.html">
 *     MySQL's basic data types</a>
 */
public final class ByteCursor {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int LENGTH_NULL = 251;
    private static final int LENGTH_2_BYTES = 252;
    private static final int LENGTH_3_BYTES = 253;
    private static final int LENGTH_8_BYTES = 254;

    private byte[] bytes = new byte[0];
    private int position;
    private int end;

    public ByteCursor() {}

    public ByteCursor(byte[] bytes, int start, int end) {
        wrap(bytes, start, end);
    }

    /** Reads another slice from now on. */
    public void wrap(byte[] newBytes, int start, int newEnd) {
        if (start < 0 || start > newEnd || newEnd > newBytes.length) {
            throw MalformedEventException.tooShort(newEnd - start, newBytes.length - start);
        }
        bytes = newBytes;
        position = start;
        end = newEnd;
    }

    public byte[] array() {
        return bytes;
    }

    public int position() {
        return position;
    }

    public int end() {
        return end;
    }

    public int remaining() {
        return end - position;
    }

    public boolean hasRemaining() {
        return position < end;
    }

    /** Steps over bytes and gives where they began. */
    public int skip(int count) {
        if (count < 0 || count > end - position) {
            throw MalformedEventException.tooShort(count, end - position);
        }
        int at = position;
        position += count;
        return at;
    }

    public int u8() {
        return bytes[skip(1)] & 0xff;
    }

    public int u16() {
        int at = skip(2);
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
    }

    public long u32() {
        return (int) INTS.get(bytes, skip(4)) & 0xffff_ffffL;
    }

    public long u48() {
        return number(6);
    }

    public long i64() {
        return (long) LONGS.get(bytes, skip(8));
    }

    /** An unsigned number of up to 8 bytes. */
    public long number(int count) {
        int at = skip(count);
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | (bytes[at + i] & 0xff);
        }
        return value;
    }

    /** A length-encoded integer. */
    public long lengthEncoded() {
        int first = u8();
        return switch (first) {
            case LENGTH_2_BYTES -> u16();
            case LENGTH_3_BYTES -> number(3);
            case LENGTH_8_BYTES -> i64();
            case LENGTH_NULL, 255 ->
                    throw new MalformedEventException("no length begins with the byte " + first);
            default -> first;
        };
    }

    /** A length-encoded integer that counts bytes of this slice. */
    public int length() {
        long length = lengthEncoded();
        if (length < 0 || length > end - position) {
            throw MalformedEventException.tooShort(
                    (int) Math.min(length & Long.MAX_VALUE, Integer.MAX_VALUE), end - position);
        }
        return (int) length;
    }

    /** A string of a given number of bytes in UTF-8. */
    public String utf8(int count) {
        return new String(bytes, skip(count), count, StandardCharsets.UTF_8);
    }

    /** A string behind one byte of length and before a zero byte, as names of tables are. */
    public String nameWithZero() {
        String name = utf8(u8());
        skip(1);
        return name;
    }

    /** A copy of the bytes to come. */
    public byte[] copy(int count) {
        byte[] copy = new byte[count];
        System.arraycopy(bytes, skip(count), copy, 0, count);
        return copy;
    }
}
