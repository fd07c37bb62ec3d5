package io.github.spyhop.model.statement;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Reads a line that is one JSON string into the UTF-8 bytes that it means, and writes strings so.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
final class JsonLine {

    private static final byte[] HEX = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    /** What half of a surrogate pair is read as. */
    private static final int REPLACEMENT = 0xFFFD;

    private byte[] value = new byte[4096];
    private int length;
    private int at;
    private String error = "";

    /** Reads a line; false if it is no JSON string, and {@link #error} says why. */
    boolean read(byte[] line, int from, int to) {
        int end = to;
        while (end > from && isSpace(line[end - 1])) {
            end--;
        }
        at = from;
        while (at < end && isSpace(line[at])) {
            at++;
        }
        length = 0;
        if (at >= end || line[at] != '"') {
            return fail("not a JSON string: it must begin with a double quote");
        }
        at++;
        reserve(end - at);
        return readCharacters(line, end);
    }

    private boolean readCharacters(byte[] line, int end) {
        while (true) {
            int plainEnd = plainEnd(line, at, end);
            System.arraycopy(line, at, value, length, plainEnd - at);
            length += plainEnd - at;
            at = plainEnd;
            if (at >= end) {
                return fail("not a JSON string: the closing double quote is missing");
            }
            if (line[at] == '"') {
                return at + 1 == end
                        || fail("not a JSON string: something follows the closing double quote");
            }
            if (line[at] != '\\') {
                return fail("not a JSON string: a control character must be escaped");
            }
            if (!readEscape(line, end)) {
                return false;
            }
        }
    }

    private static int plainEnd(byte[] line, int from, int end) {
        long quotes = Bytes.repeat('"');
        long backslashes = Bytes.repeat('\\');
        int i = from;
        while (i + 8 <= end) {
            long eight = Bytes.load8(line, i);
            long hits =
                    Bytes.zeroBytes(eight ^ quotes)
                            | Bytes.zeroBytes(eight ^ backslashes)
                            | Bytes.belowSpaceBytes(eight);
            if (hits != 0) {
                return i + Bytes.first(hits);
            }
            i += 8;
        }
        while (i < end && line[i] != '"' && line[i] != '\\' && (line[i] & 0xFF) >= ' ') {
            i++;
        }
        return i;
    }

    private boolean readEscape(byte[] line, int end) {
        int c = at + 1 < end ? line[at + 1] : 0;
        at += 2;
        switch (c) {
            case '"', '\\', '/' -> value[length++] = (byte) c;
            case 'b' -> value[length++] = '\b';
            case 'f' -> value[length++] = '\f';
            case 'n' -> value[length++] = '\n';
            case 'r' -> value[length++] = '\r';
            case 't' -> value[length++] = '\t';
            case 'u' -> {
                return readUnicode(line, end);
            }
            default -> {
                return fail("not a JSON string: no such escape");
            }
        }
        return true;
    }

    private boolean readUnicode(byte[] line, int end) {
        int unit = hex4(line, at, end);
        if (unit < 0) {
            return fail("not a JSON string: \\u needs four hexadecimal digits");
        }
        at += 4;
        int codePoint = unit;
        if (Character.isSurrogate((char) unit)) {
            codePoint = REPLACEMENT;
            boolean escaped = at + 1 < end && line[at] == '\\' && line[at + 1] == 'u';
            int low = escaped ? hex4(line, at + 2, end) : -1;
            if (low >= 0 && Character.isSurrogatePair((char) unit, (char) low)) {
                codePoint = Character.toCodePoint((char) unit, (char) low);
                at += 6;
            }
        }
        writeUtf8(codePoint);
        return true;
    }

    private void writeUtf8(int codePoint) {
        if (codePoint < 0x80) {
            value[length++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            value[length++] = (byte) (0xC0 | (codePoint >> 6));
            value[length++] = (byte) (0x80 | (codePoint & 0x3F));
        } else if (codePoint < 0x10000) {
            value[length++] = (byte) (0xE0 | (codePoint >> 12));
            value[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            value[length++] = (byte) (0x80 | (codePoint & 0x3F));
        } else {
            value[length++] = (byte) (0xF0 | (codePoint >> 18));
            value[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            value[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            value[length++] = (byte) (0x80 | (codePoint & 0x3F));
        }
    }

    private static int hex4(byte[] line, int from, int end) {
        if (from + 4 > end) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(line[i], 16);
            if (digit < 0) {
                return -1;
            }
            number = (number << 4) | digit;
        }
        return number;
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    private boolean fail(String why) {
        error = why;
        return false;
    }

    private void reserve(int size) {
        if (value.length < size) {
            value = Arrays.copyOf(value, Math.max(size, value.length * 2));
        }
    }

    byte[] value() {
        return value;
    }

    int length() {
        return length;
    }

    String error() {
        return error;
    }

    /** Writes UTF-8 as a JSON string in quotes. */
    static void writeString(byte[] utf8, ByteArrayOutputStream to) {
        to.write('"');
        for (byte c : utf8) {
            if (c == '"' || c == '\\') {
                to.write('\\');
                to.write(c);
            } else if (c >= 0 && c < ' ') {
                to.writeBytes(new byte[] {'\\', 'u', '0', '0', HEX[c >> 4], HEX[c & 15]});
            } else {
                to.write(c);
            }
        }
        to.write('"');
    }
}
