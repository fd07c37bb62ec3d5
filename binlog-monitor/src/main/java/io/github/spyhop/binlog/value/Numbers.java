package io.github.spyhop.binlog.value;

import io.github.spyhop.binlog.event.ColumnFormat;
import io.github.spyhop.binlog.json.JsonBytes;

/** Integers, DECIMAL, FLOAT, DOUBLE, BIT and YEAR. */
final class Numbers {

    private static final int YEAR_BASE = 1900;
    private static final int DIGITS = ColumnFormat.DECIMAL_DIGITS_OF_4_BYTES;

    private Numbers() {}

    static long littleEndian(byte[] bytes, int start, int end) {
        long value = 0;
        for (int i = end - 1; i >= start; i--) {
            value = value << 8 | (bytes[i] & 0xff);
        }
        return value;
    }

    static long bigEndian(byte[] bytes, int start, int end) {
        long value = 0;
        for (int i = start; i < end; i++) {
            value = value << 8 | (bytes[i] & 0xff);
        }
        return value;
    }

    static ColumnValue integer(boolean unsigned, int width) {
        int shift = Long.SIZE - width * Byte.SIZE;
        return unsigned
                ? (bytes, start, end, json) -> json.unsigned(littleEndian(bytes, start, end))
                : (bytes, start, end, json) ->
                        json.number(littleEndian(bytes, start, end) << shift >> shift);
    }

    /** BIT as the number that its bits make. */
    static void bit(byte[] bytes, int start, int end, JsonBytes json) {
        json.unsigned(bigEndian(bytes, start, end));
    }

    static void year(byte[] bytes, int start, int end, JsonBytes json) {
        int year = bytes[start] & 0xff;
        json.number(year == 0 ? 0 : YEAR_BASE + year);
    }

    /** The shortest number that is read back as the same FLOAT. */
    static void floating(byte[] bytes, int start, int end, JsonBytes json) {
        real(Float.intBitsToFloat((int) littleEndian(bytes, start, end)), json);
    }

    /** The shortest number that is read back as the same DOUBLE. */
    static void doubled(byte[] bytes, int start, int end, JsonBytes json) {
        real(Double.longBitsToDouble(littleEndian(bytes, start, end)), json);
    }

    static void real(float value, JsonBytes json) {
        json.ascii(Float.toString(value));
    }

    static void real(double value, JsonBytes json) {
        json.ascii(Double.toString(value));
    }

    /**
     * DECIMAL as a string, exact: groups of 9 digits in 4 bytes, big-endian, the loose digits first
     * before the point and last behind it; the first bit turned over, all bits if negative.
     */
    static ColumnValue decimal(int precision, int scale) {
        return (bytes, start, end, json) -> {
            json.raw('"');
            decimalDigits(bytes, start, precision, scale, json);
            json.raw('"');
        };
    }

    static void decimalDigits(byte[] bytes, int start, int precision, int scale, JsonBytes json) {
        int mask = bytes[start] < 0 ? 0 : -1;
        int at = start;
        if (mask != 0) {
            json.raw('-');
        }
        int whole = precision - scale;
        int loose = whole % DIGITS;
        boolean leading = true;
        for (int left = whole; left > 0; ) {
            int digits = left == whole && loose > 0 ? loose : DIGITS;
            int width = width(digits);
            long group = group(bytes, at, width, at == start, mask);
            at += width;
            left -= digits;
            if (!leading) {
                json.padded(group, digits);
            } else if (group != 0) {
                json.unsigned(group);
                leading = false;
            }
        }
        if (leading) {
            json.raw('0');
        }
        if (scale > 0) {
            json.raw('.');
        }
        for (int left = scale; left > 0; ) {
            int digits = Math.min(left, DIGITS);
            int width = width(digits);
            json.padded(group(bytes, at, width, at == start, mask), digits);
            at += width;
            left -= digits;
        }
    }

    private static int width(int digits) {
        return ColumnFormat.decimalLooseBytes(digits);
    }

    private static long group(byte[] bytes, int at, int width, boolean first, int mask) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            int b = bytes[at + i];
            if (first && i == 0) {
                b ^= 0x80;
            }
            value = value << 8 | ((b ^ mask) & 0xff);
        }
        return value;
    }
}
