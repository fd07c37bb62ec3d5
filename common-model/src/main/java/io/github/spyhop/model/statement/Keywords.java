package io.github.spyhop.model.statement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of a dialect, looked up by their bytes without regard to case.
 *
 * <p>A word's first 16 bytes are two longs. A small filter tells most names from words; an open
 * hash table of those longs tells the rest, three longs to a word, so that a look-up touches one
 * line of memory. Case is folded by clearing the bit that tells {@code a} from {@code A}, in digits
 * and signs too, which leaves the characters of words distinct.
 */
final class Keywords {

    /** A word that is one only in front of an opening parenthesis. */
    static final int FUNCTION = 1 << 16;

    /** The name of a character set behind an underscore. */
    static final int INTRODUCER = 1 << 17;

    /** What is left of a found word after {@code FUNCTION} and {@code INTRODUCER}: its token. */
    static final int TOKEN = 0xFFFF;

    private static final long CASE_FOLD = 0xDFDFDFDFDFDFDFDFL;
    private static final int SLOTS_BITS = 11;
    private static final int SLOTS_MASK = (1 << SLOTS_BITS) - 1;
    private static final int SLOT_LONGS = 4;
    private static final int FILTER_BITS = 13;
    private static final int KEY_LENGTH = 16;
    private static final int WORD_LENGTH_MAX = 64;

    private static final String[] INTRODUCERS =
            ("armscii8 ascii big5 binary cp1250 cp1251 cp1256 cp1257 cp850 cp852 cp866 cp932 dec8"
                            + " eucjpms euckr gb18030 gb2312 gbk geostd8 greek hebrew hp8 keybcs2"
                            + " koi8r koi8u latin1 latin2 latin5 latin7 macce macroman sjis swe7"
                            + " tis620 ucs2 ujis utf16 utf16le utf32 utf8 utf8mb3 utf8mb4")
                    .split(" ");

    /** Of each slot its word's head and tail, and what it means. */
    private final long[] table = new long[SLOT_LONGS << SLOTS_BITS];

    private final long[] filter = new long[1 << (FILTER_BITS - 6)];

    /** The bytes of words of more than 16, by slot. */
    private final byte[][] longWords = new byte[1 << SLOTS_BITS][];

    private final Map<Integer, String> texts = new HashMap<>();

    private Keywords() {}

    /** The words of statements. */
    static Keywords ofStatements(int version) {
        Keywords keywords = new Keywords();
        keywords.read("keywords.txt", version);
        for (String charset : INTRODUCERS) {
            keywords.add("_" + charset, Token.UNDERSCORE_CHARSET | INTRODUCER);
        }
        return keywords;
    }

    /** The words of optimizer hints. */
    static Keywords ofHints(int version) {
        Keywords keywords = new Keywords();
        keywords.read("hint-keywords.txt", version);
        return keywords;
    }

    /** The spelling of each token's word in digest texts. */
    Map<Integer, String> texts() {
        return texts;
    }

    /** The token of a word that the rules of this package name, or 0 if the version has it not. */
    int token(String word) {
        byte[] bytes = word.getBytes(ISO_8859_1);
        return find(bytes, 0, bytes.length) & TOKEN;
    }

    /** The word of these bytes with its flags, or 0. */
    int find(byte[] text, int from, int to) {
        int length = to - from;
        if (length > WORD_LENGTH_MAX || length <= 0) {
            return 0;
        }
        long head = Bytes.loadUpTo8(text, from, Math.min(length, 8));
        long tail = length <= 8 ? 0 : Bytes.loadUpTo8(text, from + 8, Math.min(length - 8, 8));
        return length <= KEY_LENGTH
                ? findShort(head, tail)
                : findLong(head, tail, text, from, length);
    }

    /** The word of up to 16 bytes that these two hold, the rest zero, or 0. */
    int findShort(long head, long tail) {
        long foldedHead = head & CASE_FOLD;
        long foldedTail = tail & CASE_FOLD;
        long mixed = mix(foldedHead, foldedTail);
        if (!mayBeWord(mixed)) {
            return 0;
        }
        int slot = slot(mixed);
        while (true) {
            int at = slot * SLOT_LONGS;
            long found = table[at + 2];
            if (table[at] == foldedHead && table[at + 1] == foldedTail && found > 0) {
                return (int) found;
            }
            if (found == 0) {
                return 0;
            }
            slot = (slot + 1) & SLOTS_MASK;
        }
    }

    private int findLong(long head, long tail, byte[] text, int from, int length) {
        long foldedHead = head & CASE_FOLD;
        long foldedTail = tail & CASE_FOLD;
        long mixed = mix(foldedHead, foldedTail);
        if (!mayBeWord(mixed)) {
            return 0;
        }
        int slot = slot(mixed);
        while (true) {
            int at = slot * SLOT_LONGS;
            long found = table[at + 2];
            if (table[at] == foldedHead
                    && table[at + 1] == foldedTail
                    && found < 0
                    && sameFolded(longWords[slot], text, from, length)) {
                return (int) -found;
            }
            if (found == 0) {
                return 0;
            }
            slot = (slot + 1) & SLOTS_MASK;
        }
    }

    private static boolean sameFolded(byte[] word, byte[] text, int from, int length) {
        if (word.length != length) {
            return false;
        }
        for (int i = KEY_LENGTH; i < length; i++) {
            if (((word[i] ^ text[from + i]) & 0xDF) != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean mayBeWord(long mixed) {
        int bit = (int) (mixed >>> (64 - FILTER_BITS));
        return ((filter[bit >>> 6] >>> bit) & 1) != 0;
    }

    private static long mix(long head, long tail) {
        return (head ^ Long.rotateLeft(tail, 29)) * 0x9E3779B97F4A7C15L;
    }

    private static int slot(long mixed) {
        return (int) (mixed >>> (64 - SLOTS_BITS));
    }

    private void read(String resource, int version) {
        for (String line : ResourceLines.read(resource)) {
            String[] fields = line.split(" ");
            int token = Integer.parseInt(fields[0]);
            for (Spelling spelling : spellings(fields)) {
                if (spelling.isKnownTo(version)) {
                    add(spelling.word, token | (spelling.isFunction ? FUNCTION : 0));
                    texts.put(token, spelling.word);
                }
            }
        }
    }

    private void add(String word, int value) {
        byte[] bytes = word.getBytes(ISO_8859_1);
        int length = bytes.length;
        long head = Bytes.loadUpTo8(bytes, 0, Math.min(length, 8)) & CASE_FOLD;
        long tail =
                length <= 8 ? 0 : Bytes.loadUpTo8(bytes, 8, Math.min(length - 8, 8)) & CASE_FOLD;
        long mixed = mix(head, tail);
        int bit = (int) (mixed >>> (64 - FILTER_BITS));
        filter[bit >>> 6] |= 1L << bit;
        int slot = slot(mixed);
        while (table[slot * SLOT_LONGS + 2] != 0) {
            slot = (slot + 1) & SLOTS_MASK;
        }
        table[slot * SLOT_LONGS] = head;
        table[slot * SLOT_LONGS + 1] = tail;
        // Words of more than 16 bytes are found by another way: they are marked by a minus.
        table[slot * SLOT_LONGS + 2] = length > KEY_LENGTH ? -value : value;
        longWords[slot] = bytes;
    }

    private static List<Spelling> spellings(String[] fields) {
        List<Spelling> spellings = new ArrayList<>();
        for (int i = 1; i < fields.length; i++) {
            spellings.add(Spelling.parse(fields[i]));
        }
        return spellings;
    }

    /** One spelling of a token and the versions that know it: since, inclusive, to until, exclusive. */
    private record Spelling(String word, boolean isFunction, int since, int until) {

        static Spelling parse(String field) {
            int end = field.length();
            int since = 0;
            int until = Integer.MAX_VALUE;
            int before = field.indexOf('<');
            if (before > 0) {
                until = Integer.parseInt(field.substring(before + 1));
                end = before;
            }
            int from = field.indexOf('>');
            if (from > 0) {
                since = Integer.parseInt(field.substring(from + 1, end));
                end = from;
            }
            boolean isFunction = field.charAt(end - 1) == '(';
            return new Spelling(
                    field.substring(0, isFunction ? end - 1 : end), isFunction, since, until);
        }

        boolean isKnownTo(int version) {
            return version >= since && version < until;
        }
    }
}
