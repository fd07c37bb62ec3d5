package io.github.spyhop.binlog.json;

/** Whether bytes are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {

    private Utf8() {}

    /** Where the character of two to four bytes that begins here ends, or -1 if it is none. */
    static int endOfCharacter(byte[] text, int start, int end) {
        int first = text[start] & 0xff;
        int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4 || start + length > end) {
            return -1;
        }
        int second = text[start + 1] & 0xff;
        if (second < lowestSecond(first) || second > highestSecond(first)) {
            return -1;
        }
        for (int i = start + 2; i < start + length; i++) {
            if ((text[i] & 0xc0) != 0x80) {
                return -1;
            }
        }
        return start + length;
    }

    private static int lowestSecond(int first) {
        return first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    }

    private static int highestSecond(int first) {
        return first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    }
}
