package io.github.spyhop.model.statement;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time: loads, stores, and questions to all eight at once. */
final class Bytes {

    /** The high bit of every byte. */
    static final long HIGH_BITS = 0x8080808080808080L;

    /** One in every byte. */
    static final long ONES = 0x0101010101010101L;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private Bytes() {}

    /** Eight bytes from an index that has them. */
    static long load8(byte[] from, int at) {
        return (long) LONGS.get(from, at);
    }

    /** Stores eight bytes to an index that has room for them. */
    static void store8(byte[] to, int at, long value) {
        LONGS.set(to, at, value);
    }

    /** Eight bytes, zero where the array ends earlier. */
    static long loadPadded(byte[] from, int at) {
        return at + 8 <= from.length ? (long) LONGS.get(from, at) : loadAtEnd(from, at);
    }

    private static long loadAtEnd(byte[] from, int at) {
        int missing = at + 8 - from.length;
        if (missing >= 8) {
            return 0;
        }
        if (from.length >= 8) {
            return (long) LONGS.get(from, from.length - 8) >>> (missing * 8);
        }
        long value = 0;
        for (int i = from.length - 1; i >= at; i--) {
            value = (value << 8) | (from[i] & 0xFF);
        }
        return value;
    }

    /** The first {@code length} bytes, 1 to 8, the rest zero. */
    static long loadUpTo8(byte[] from, int at, int length) {
        return loadPadded(from, at) & mask(length);
    }

    /** A mask of the first {@code length} bytes, 1 to 8. */
    static long mask(int length) {
        return -1L >>> (64 - 8 * length);
    }

    static void storeShort(byte[] to, int at, int value) {
        SHORTS.set(to, at, (short) value);
    }

    static int loadShort(byte[] from, int at) {
        return (short) SHORTS.get(from, at) & 0xFFFF;
    }

    /** The high bit in every byte that is zero; bytes above the lowest such one may be wrong. */
    static long zeroBytes(long bytes) {
        return (bytes - ONES) & ~bytes & HIGH_BITS;
    }

    /** The high bit in every byte below a space; bytes above the lowest such one may be wrong. */
    static long belowSpaceBytes(long bytes) {
        return (bytes - repeat(' ')) & ~bytes & HIGH_BITS;
    }

    /** A byte in all eight places. */
    static long repeat(int value) {
        return ONES * (value & 0xFF);
    }

    /** The place of the lowest high bit set, 0 to 7. */
    static int first(long highBits) {
        return Long.numberOfTrailingZeros(highBits) >>> 3;
    }

    /**
     * The high bit in every byte that cannot stand in a word: none of letters, digits, {@code _} and
     * {@code $}. All bytes must be below 0x80.
     */
    static long nonWordBytes(long bytes) {
        long lower = bytes | repeat(0x20);
        long letters = (lower + repeat(0x80 - 'a')) & ~(lower + repeat(0x7F - 'z'));
        long digits = (bytes + repeat(0x80 - '0')) & ~(bytes + repeat(0x7F - '9'));
        long underscores = ~((bytes ^ repeat('_')) + repeat(0x7F));
        long dollars = ~((bytes ^ repeat('$')) + repeat(0x7F));
        return ~(letters | digits | underscores | dollars) & HIGH_BITS;
    }
}
