package io.github.spyhop.model.statement;

/** What a byte begins where a token may begin. */
final class CharClass {

    static final byte OTHER = 0;
    static final byte SPACE = 1;
    static final byte WORD = 2;
    static final byte DIGIT = 3;
    static final byte QUOTE = 4;
    static final byte NAME_QUOTE = 5;
    static final byte DOT = 6;
    static final byte COMPARE = 7;
    static final byte LESS = 8;
    static final byte DOUBLED = 9;
    static final byte HASH = 10;
    static final byte MINUS = 11;
    static final byte SLASH = 12;
    static final byte STAR = 13;
    static final byte COLON = 14;
    static final byte AT = 15;
    static final byte NUL = 16;
    static final byte DOLLAR = 17;
    static final byte PREFIX = 18;
    static final byte PARAMETER = 19;

    private CharClass() {}

    /** The class of each byte value under a character set and modes. */
    static byte[] table(DigestOptions options) {
        byte[] table = new byte[256];
        for (int c = 0; c < 256; c++) {
            table[c] = isWord(c, options.charset()) ? WORD : isSpace(c, options) ? SPACE : OTHER;
        }
        fill(table, "0123456789", DIGIT);
        fill(table, "=>!", COMPARE);
        fill(table, "&|", DOUBLED);
        fill(table, "xXbBnN", PREFIX);
        table['\''] = QUOTE;
        table['"'] = options.has(SqlMode.ANSI_QUOTES) ? NAME_QUOTE : QUOTE;
        table['`'] = NAME_QUOTE;
        table['.'] = DOT;
        table['<'] = LESS;
        table['#'] = HASH;
        table['-'] = MINUS;
        table['/'] = SLASH;
        table['*'] = STAR;
        table[':'] = COLON;
        table['@'] = AT;
        table['?'] = PARAMETER;
        table['$'] = options.dialect().hasDollarQuotes() ? DOLLAR : WORD;
        table[0] = NUL;
        return table;
    }

    /** Which byte values may stand in a name without quotes. */
    static boolean[] words(ClientCharset charset) {
        boolean[] words = new boolean[256];
        for (int c = 0; c < 256; c++) {
            words[c] = isWord(c, charset);
        }
        return words;
    }

    /** Which byte values may stand in a host's or a user variable's name without quotes. */
    static boolean[] hostCharacters(ClientCharset charset) {
        boolean[] characters = words(charset);
        for (int c = 0x80; c < 256; c++) {
            characters[c] = charset.isLetter(c);
        }
        characters['.'] = true;
        return characters;
    }

    private static boolean isWord(int c, ClientCharset charset) {
        return c >= 0x80
                ? charset.isWord(c)
                : (c >= '0' && c <= '9')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= 'a' && c <= 'z')
                        || c == '_'
                        || c == '$';
    }

    private static boolean isSpace(int c, DigestOptions options) {
        return c >= 0x80 ? options.charset().isSpace(c) : c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static void fill(byte[] table, String characters, byte value) {
        for (int i = 0; i < characters.length(); i++) {
            table[characters.charAt(i)] = value;
        }
    }
}
