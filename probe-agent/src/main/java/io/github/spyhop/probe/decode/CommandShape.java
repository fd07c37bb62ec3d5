package io.github.spyhop.probe.decode;

import io.github.spyhop.probe.capture.Bytes;

/**
 * Whether bytes have the shape of a command's packet, for a stream whose packet borders are not
 * known. It only nominates: the response must prove it.
 */
final class CommandShape {

    private static final int HEADER_BYTES = 4;
    private static final int CONTINUED = 0xffffff;
    private static final int TEXT_PREFIX = 8;

    private CommandShape() {}

    /** Whether a command's packet begins here and, unless it is a long text, ends with the bytes. */
    static boolean matches(byte[] bytes, int offset, int length) {
        if (length <= HEADER_BYTES || bytes[offset + 3] != 0) {
            return false;
        }
        int size = Bytes.le24(bytes, offset);
        int available = length - HEADER_BYTES;
        boolean isWhole = size == available;
        int at = offset + HEADER_BYTES;
        return switch (Bytes.u8(bytes, at)) {
                    case 0x03, 0x16 ->
                            (isWhole || size > available) && isText(bytes, at + 1, available - 1);
                    case 0x17 ->
                            (isWhole || size > available)
                                    && size >= 10
                                    && available >= 10
                                    && Bytes.le32(bytes, at + 6) == 1;
                    case 0x02 -> isWhole && size > 1 && isText(bytes, at + 1, available - 1);
                    case 0x01, 0x09, 0x0e, 0x1f, 0x0d -> isWhole && size == 1;
                    case 0x19, 0x1a -> size == 5 && available >= 5;
                    case 0x1c -> isWhole && size == 9;
                    case 0x1b -> isWhole && size == 3;
                    default -> false;
                }
                && size != 0
                && size <= CONTINUED;
    }

    /** Whether a statement, perhaps behind query attributes, begins here. */
    private static boolean isText(byte[] bytes, int at, int length) {
        if (length < 1) {
            return false;
        }
        if (length > 2 && bytes[at + 1] == 1) {
            // A count of attributes and the one set of them; a statement has no byte 1.
            return bytes[at] != 0 || isPrintable(bytes, at + 2, length - 2);
        }
        return isPrintable(bytes, at, length);
    }

    private static boolean isPrintable(byte[] bytes, int at, int length) {
        for (int i = at; i < at + Math.min(length, TEXT_PREFIX); i++) {
            int c = bytes[i];
            if (c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                return false;
            }
        }
        return true;
    }
}
