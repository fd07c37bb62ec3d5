package io.github.spyhop.model.statement;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code character_set_client}: which bytes are letters, spaces and parts of longer characters,
 * and how a name in it reads in UTF-8. All of MySQL's sets that extend ASCII are known.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/9.7/en/charset-charsets.html">Character Sets</a>
 */
public final class ClientCharset {

    private static final Map<String, ClientCharset> KNOWN = new HashMap<>();

    static {
        for (String line : ResourceLines.read("single-byte-charsets.txt")) {
            ClientCharset charset = singleByte(line.split(" ", 4));
            KNOWN.put(charset.name, charset);
        }
        multiByte("utf8mb4", MultiByte.UTF8MB4, "80-FE", "UTF-8");
        multiByte("utf8mb3", MultiByte.UTF8MB3, "80-FE", "UTF-8");
        multiByte("big5", MultiByte.BIG5, "A1-F9", "Big5");
        multiByte("cp932", MultiByte.SHIFT_JIS, "-", "windows-31j");
        multiByte("eucjpms", MultiByte.EUC_JP, "-", "x-eucJP-Open");
        multiByte("euckr", MultiByte.EUC_KR, "-", "x-windows-949");
        multiByte("gb18030", MultiByte.GB18030, "80-FE", "GB18030");
        multiByte("gb2312", MultiByte.GB2312, "A1-FE", "GB2312");
        multiByte("gbk", MultiByte.GBK, "A1-FE", "GBK");
        multiByte("sjis", MultiByte.SHIFT_JIS, "-", "Shift_JIS");
        multiByte("ujis", MultiByte.EUC_JP, "-", "EUC-JP");
    }

    /** UTF-8 of one to four bytes, the default of clients since 8.0. */
    public static final ClientCharset UTF8MB4 = of("utf8mb4");

    /** UTF-8 of one to three bytes, in which the server keeps names. */
    public static final ClientCharset UTF8MB3 = of("utf8mb3");

    /** Windows-1252 with control characters where it has gaps. */
    public static final ClientCharset LATIN1 = of("latin1");

    private final String name;
    private final boolean[] letters;
    private final boolean[] spaces;
    private final MultiByte multiByte;
    private final char @Nullable [] upperHalf;
    private final @Nullable Charset decoder;

    private ClientCharset(
            String name,
            String letters,
            String spaces,
            MultiByte multiByte,
            char @Nullable [] upperHalf,
            @Nullable Charset decoder) {
        this.name = name;
        this.letters = ranges(letters);
        this.spaces = ranges(spaces);
        this.multiByte = multiByte;
        this.upperHalf = upperHalf;
        this.decoder = decoder;
    }

    /**
     * The character set of a name as MySQL spells it.
     *
     * @throws IllegalArgumentException if MySQL has none of that name, or it does not extend ASCII
     */
    public static ClientCharset of(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        ClientCharset charset = KNOWN.get(key.equals("utf8") ? "utf8mb3" : key);
        if (charset == null) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a character set of MySQL that extends ASCII");
        }
        return charset;
    }

    /** The name as MySQL spells it. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }

    /** Whether a byte of 0x80 and above is a letter. */
    boolean isLetter(int value) {
        return letters[value - 0x80];
    }

    /** Whether a byte of 0x80 and above may stand in a name without quotes. */
    boolean isWord(int value) {
        return letters[value - 0x80] || multiByte.leads(value);
    }

    /** Whether a byte of 0x80 and above is white space. */
    boolean isSpace(int value) {
        return spaces[value - 0x80];
    }

    MultiByte multiByte() {
        return multiByte;
    }

    /** Whether the server has no need to convert names of this set. */
    boolean isSystemCharset() {
        return multiByte == MultiByte.UTF8MB3;
    }

    /**
     * Reads bytes of this set. A character cut off at the end is left out; one that three bytes of
     * UTF-8 cannot hold, or that is none, reads as a question mark and makes the text inexact.
     */
    Decoded decode(byte[] text, int from, int to) {
        StringBuilder decoded = new StringBuilder(to - from);
        boolean exact = true;
        int i = from;
        while (i < to) {
            int length = multiByte == MultiByte.NONE ? 0 : multiByte.length(text, i, to);
            if (length == 0 && multiByte.isCutOff(text, i, to)) {
                break;
            }
            length = Math.max(1, length);
            char c = text[i] >= 0 ? (char) text[i] : character(text, i, length);
            exact &= c != 0;
            decoded.append(c == 0 ? '?' : c);
            i += length;
        }
        return new Decoded(decoded.toString(), exact);
    }

    /** Reads bytes of this set for people: all of Unicode, and no byte is left out. */
    public String read(byte[] text, int from, int to) {
        return decoder == null
                ? decode(text, from, to).text()
                : new String(text, from, to - from, decoder);
    }

    /** The character of some bytes, or 0. */
    private char character(byte[] text, int at, int length) {
        char[] upper = upperHalf;
        if (upper != null) {
            return upper[text[at] & 0x7F];
        }
        if (decoder == null || (length == 1 && multiByte != MultiByte.SHIFT_JIS)) {
            return 0;
        }
        try {
            CharBuffer decoded = decoder.newDecoder().decode(ByteBuffer.wrap(text, at, length));
            return decoded.length() == 1 ? decoded.get(0) : 0;
        } catch (CharacterCodingException e) {
            return 0;
        }
    }

    /**
     * Bytes that were read.
     *
     * @param text what they say
     * @param exact whether every character has its place in it
     */
    record Decoded(String text, boolean exact) {}

    private static void multiByte(String name, MultiByte rule, String letters, String decoder) {
        // The extended sets may be absent from a trimmed Java; then they are unknown to us.
        if (Charset.isSupported(decoder)) {
            KNOWN.put(
                    name,
                    new ClientCharset(name, letters, "-", rule, null, Charset.forName(decoder)));
        }
    }

    private static ClientCharset singleByte(String[] fields) {
        return new ClientCharset(
                fields[0], fields[1], fields[2], MultiByte.NONE, upperHalf(fields[3]), null);
    }

    private static char[] upperHalf(String characters) {
        char[] upper = new char[128];
        int at = 0;
        for (int i = 0; i < upper.length; i++) {
            char c = characters.charAt(at++);
            if (c == '\\') {
                boolean absent = characters.charAt(at) == '-';
                c = absent ? 0 : (char) Integer.parseInt(characters, at, at + 4, 16);
                at += absent ? 1 : 4;
            }
            upper[i] = c;
        }
        return upper;
    }

    private static boolean[] ranges(String text) {
        boolean[] bytes = new boolean[128];
        if (!text.equals("-")) {
            for (String range : text.split(",", -1)) {
                int first = Integer.parseInt(range.substring(0, 2), 16);
                int last = Integer.parseInt(range.substring(range.length() - 2), 16);
                for (int i = first; i <= last; i++) {
                    bytes[i - 0x80] = true;
                }
            }
        }
        return bytes;
    }
}
