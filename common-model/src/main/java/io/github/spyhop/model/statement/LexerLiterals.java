package io.github.spyhop.model.statement;

/**
 * Numbers and texts: where they end, and which token they are.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/9.7/en/literals.html">Literal Values</a>
 */
final class LexerLiterals {

    private static final long INTEGER_MAX = 0xFFFF_FFFFL;

    /** The longest integer that 64 bits may hold: 18446744073709551615. */
    private static final int LONG_DIGITS_MAX = 20;

    private static final String LONG_MAX = "18446744073709551615";

    private final boolean[] words;
    private final boolean escapes;
    private final MultiByte multiByte;
    private int stop;
    private long integer;
    private boolean leftOpen;

    LexerLiterals(DigestOptions options, boolean[] words) {
        this.words = words;
        this.escapes = !options.has(SqlMode.NO_BACKSLASH_ESCAPES);
        this.multiByte =
                options.charset().multiByte().hidesAscii()
                        ? options.charset().multiByte()
                        : MultiByte.NONE;
    }

    /** Where the last literal ends. */
    int stop() {
        return stop;
    }

    /** The value of the last integer, 0 if it is beyond 32 bits. */
    long integer() {
        return integer;
    }

    void reset() {
        leftOpen = false;
    }

    /** Whether a text had no closing quote. */
    boolean isLeftOpen() {
        return leftOpen;
    }

    /** What begins with a digit: a number, or a name such as {@code 2fast}. */
    int number(byte[] text, int from, int end) {
        int i = from + 1;
        if (text[from] == '0' && i < end && (text[i] == 'x' || text[i] == 'b')) {
            return prefixedNumber(text, from, end);
        }
        while (i < end && isDigit(text[i])) {
            i++;
        }
        if (!isWord(text, i, end)) {
            return i < end && text[i] == '.' ? fraction(text, i, end) : integer(text, from, i);
        }
        if ((text[i] | 0x20) == 'e') {
            int digits = exponentDigits(text, i + 1, end);
            if (digits > 0) {
                stop = digits;
                return Token.FLOAT_NUM;
            }
        }
        // The server takes the first byte behind the digits for a character.
        return name(text, i + 1, end);
    }

    /** What follows a dot: digits and an exponent, either of which may be missing. */
    int fraction(byte[] text, int dot, int end) {
        int i = dot + 1;
        while (i < end && isDigit(text[i])) {
            i++;
        }
        int digits = i < end && (text[i] | 0x20) == 'e' ? exponentDigits(text, i + 1, end) : 0;
        stop = digits > 0 ? digits : i;
        return digits > 0 ? Token.FLOAT_NUM : Token.DECIMAL_NUM;
    }

    /** Behind the digits of an exponent, or 0 if there are none. */
    private static int exponentDigits(byte[] text, int from, int end) {
        int i = from < end && (text[from] == '+' || text[from] == '-') ? from + 1 : from;
        int first = i;
        while (i < end && isDigit(text[i])) {
            i++;
        }
        return i > first ? i : 0;
    }

    private int prefixedNumber(byte[] text, int from, int end) {
        boolean hexadecimal = text[from + 1] == 'x';
        int i = from + 2;
        while (i < end && (hexadecimal ? isHexDigit(text[i]) : text[i] == '0' || text[i] == '1')) {
            i++;
        }
        if (i == from + 2 || isWord(text, i, end)) {
            return name(text, i, end);
        }
        stop = i;
        return hexadecimal ? Token.HEX_NUM : Token.BIN_NUM;
    }

    private int name(byte[] text, int from, int end) {
        int i = from;
        while (i < end && words[text[i] & 0xFF]) {
            i += text[i] >= 0 ? 1 : Math.max(1, multiByte.length(text, i, end));
        }
        stop = Math.min(i, end);
        return Token.IDENT;
    }

    private int integer(byte[] text, int from, int to) {
        stop = to;
        int first = from;
        while (first < to - 1 && text[first] == '0') {
            first++;
        }
        int digits = to - first;
        if (digits > LONG_DIGITS_MAX || (digits == LONG_DIGITS_MAX && exceedsLong(text, first))) {
            return Token.DECIMAL_NUM;
        }
        long value = 0;
        for (int i = first; i < to && value <= INTEGER_MAX; i++) {
            value = value * 10 + text[i] - '0';
        }
        integer = value <= INTEGER_MAX ? value : 0;
        return Token.NUM;
    }

    private static boolean exceedsLong(byte[] text, int from) {
        for (int i = 0; i < LONG_DIGITS_MAX; i++) {
            int difference = text[from + i] - LONG_MAX.charAt(i);
            if (difference != 0) {
                return difference > 0;
            }
        }
        return false;
    }

    /** {@code x'..'}, {@code b'..'} and {@code n'..'}. */
    int prefixed(byte[] text, int from, int end) {
        int prefix = text[from] | 0x20;
        if (prefix == 'n') {
            return string(text, from + 1, end, Token.NCHAR_STRING);
        }
        int i = from + 2;
        while (i < end && text[i] != '\'') {
            i++;
        }
        leftOpen |= i >= end;
        stop = Math.min(i + 1, end);
        return prefix == 'x' ? Token.HEX_NUM : Token.BIN_NUM;
    }

    /** A text from its opening quote on. */
    int string(byte[] text, int from, int end, int token) {
        int quote = text[from] & 0xFF;
        int i = from + 1;
        while (true) {
            i = special(text, i, end, quote);
            if (i >= end) {
                leftOpen = true;
                break;
            }
            int c = text[i] & 0xFF;
            if (c == quote) {
                i++;
                if (i >= end || (text[i] & 0xFF) != quote) {
                    break;
                }
                i++;
            } else if (c == '\\') {
                i += escapes ? 2 : 1;
            } else {
                i += Math.max(1, multiByte.length(text, i, end));
            }
        }
        stop = Math.min(i, end);
        return token;
    }

    /** The next quote, backslash, or byte that may begin a longer character hiding one. */
    private int special(byte[] text, int from, int end, int quote) {
        long quotes = Bytes.repeat(quote);
        long backslashes = Bytes.repeat('\\');
        long high = multiByte == MultiByte.NONE ? 0 : Bytes.HIGH_BITS;
        int i = from;
        while (i + 8 <= end) {
            long eight = Bytes.load8(text, i);
            long hits =
                    Bytes.zeroBytes(eight ^ quotes)
                            | Bytes.zeroBytes(eight ^ backslashes)
                            | (eight & high);
            if (hits != 0) {
                return i + Bytes.first(hits);
            }
            i += 8;
        }
        while (i < end) {
            int c = text[i] & 0xFF;
            if (c == quote || c == '\\' || (c >= 0x80 && high != 0)) {
                return i;
            }
            i++;
        }
        return end;
    }

    /** A text between two equal tags such as {@code $$}; the first ends at {@code from}. */
    int dollarQuoted(byte[] text, int start, int from, int end) {
        int tagLength = from - start;
        int i = from;
        int matched = 0;
        while (i < end) {
            if (matched == 0) {
                matched = text[i] == '$' ? 1 : 0;
            } else if (text[i] == text[start + matched]) {
                matched++;
                if (matched == tagLength) {
                    stop = i + 1;
                    return Token.DOLLAR_QUOTED_STRING;
                }
            } else {
                matched = 0;
            }
            i++;
        }
        leftOpen = true;
        stop = end;
        return Token.DOLLAR_QUOTED_STRING;
    }

    private boolean isWord(byte[] text, int i, int end) {
        return i < end && words[text[i] & 0xFF];
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHexDigit(byte c) {
        return isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
    }
}
