package io.github.spyhop.binlog.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** JSON in UTF-8, written into an array that grows. The caller sets commas and brackets. */
public final class JsonBytes {

    private static final int INITIAL_BYTES = 4 * 1024;
    private static final int LONG_DIGITS_MAX = 20;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DIGIT_PAIRS = digitPairs();

    private byte[] bytes = new byte[INITIAL_BYTES];
    private int size;

    private static byte[] digitPairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }

    /** Forgets everything. */
    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    /** Forgets what came behind a size. */
    public void cutTo(int earlierSize) {
        size = earlierSize;
    }

    /** A copy of what was written from a place on. */
    public byte[] copyFrom(int start) {
        return Arrays.copyOfRange(bytes, start, size);
    }

    private void reserve(int more) {
        if (more > bytes.length - size) {
            long wanted = Math.max(2L * bytes.length, (long) size + more);
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
        }
    }

    /** One ASCII character, as it is. */
    public JsonBytes raw(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    /** Bytes of JSON, as they are. */
    public JsonBytes raw(byte[] json) {
        return raw(json, 0, json.length);
    }

    /** Bytes of JSON, as they are. */
    public JsonBytes raw(byte[] json, int start, int length) {
        reserve(length);
        System.arraycopy(json, start, bytes, size, length);
        size += length;
        return this;
    }

    /** ASCII text of JSON, as it is. */
    @SuppressWarnings("deprecation") // the only way from a Latin-1 string without a copy
    public JsonBytes ascii(String json) {
        int length = json.length();
        reserve(length);
        json.getBytes(0, length, bytes, size);
        size += length;
        return this;
    }

    /** An integer. */
    public JsonBytes number(long value) {
        if (value < 0) {
            raw('-');
            return unsigned(-value);
        }
        return unsigned(value);
    }

    /** An integer of 64 bits without a sign. */
    public JsonBytes unsigned(long value) {
        reserve(LONG_DIGITS_MAX);
        if (value < 0) {
            long upper = Long.divideUnsigned(value, 10);
            unsigned(upper);
            return raw((char) ('0' + (value - upper * 10)));
        }
        int digits = digitsOf(value);
        int at = size + digits;
        long rest = value;
        while (rest >= 100) {
            long next = rest / 100;
            int pair = (int) (rest - next * 100) << 1;
            bytes[--at] = DIGIT_PAIRS[pair + 1];
            bytes[--at] = DIGIT_PAIRS[pair];
            rest = next;
        }
        if (rest >= 10) {
            bytes[--at] = DIGIT_PAIRS[((int) rest << 1) + 1];
            bytes[--at] = DIGIT_PAIRS[(int) rest << 1];
        } else {
            bytes[--at] = (byte) ('0' + rest);
        }
        size += digits;
        return this;
    }

    private static int digitsOf(long value) {
        int digits = 1;
        for (long power = 10; digits < LONG_DIGITS_MAX - 1 && value >= power; power *= 10) {
            digits++;
        }
        return digits;
    }

    /** A number with leading zeros, cut to so many digits. */
    public JsonBytes padded(long value, int digits) {
        reserve(digits);
        long rest = value;
        for (int at = size + digits - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
        return this;
    }

    /** A string in quotes, escaped. */
    public JsonBytes string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        utf8(utf8, 0, utf8.length);
        return this;
    }

    /**
     * A string in quotes, escaped, from UTF-8.
     *
     * @return false, with nothing written, if the bytes are not UTF-8
     */
    public boolean utf8(byte[] text, int start, int end) {
        int before = size;
        reserve(end - start + 2);
        bytes[size++] = '"';
        int from = start;
        int at = start;
        while (at < end) {
            byte b = text[at];
            // As signed bytes, control characters and all that is not ASCII are below the space.
            if (b >= ' ' && b != '"' && b != '\\') {
                at++;
            } else if (b < 0) {
                int next = Utf8.endOfCharacter(text, at, end);
                if (next < 0) {
                    size = before;
                    return false;
                }
                at = next;
            } else {
                raw(text, from, at - from);
                escape(b);
                at++;
                from = at;
            }
        }
        raw(text, from, end - from);
        raw('"');
        return true;
    }

    private void escape(byte b) {
        reserve(6);
        bytes[size++] = '\\';
        switch (b) {
            case '"', '\\' -> bytes[size++] = b;
            case '\n' -> bytes[size++] = 'n';
            case '\r' -> bytes[size++] = 'r';
            case '\t' -> bytes[size++] = 't';
            case '\b' -> bytes[size++] = 'b';
            case '\f' -> bytes[size++] = 'f';
            default -> {
                bytes[size++] = 'u';
                bytes[size++] = '0';
                bytes[size++] = '0';
                bytes[size++] = HEX[b >> 4];
                bytes[size++] = HEX[b & 0xf];
            }
        }
    }

    /** Base64 (RFC 4648) in quotes. */
    public JsonBytes base64(byte[] binary, int start, int end) {
        byte[] slice =
                start == 0 && end == binary.length
                        ? binary
                        : Arrays.copyOfRange(binary, start, end);
        return raw('"').raw(Base64.getEncoder().encode(slice)).raw('"');
    }

    /** What binary values are written as: an object that no text is. */
    public JsonBytes binary(byte[] binary, int start, int end) {
        return ascii("{\"base64\":").base64(binary, start, end).raw('}');
    }

    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }
}
