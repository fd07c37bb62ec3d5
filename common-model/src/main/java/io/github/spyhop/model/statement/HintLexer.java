package io.github.spyhop.model.statement;

import java.nio.charset.StandardCharsets;

/**
 * Puts the words of an optimizer hint comment into a digest.
 *
 * <p>Its lexer is a smaller one than that of statements: only its own words, upper-case scales, no
 * escapes. What its grammar does not know is passed over by the server, but its tokens stay.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/9.7/en/optimizer-hints.html">Optimizer Hints</a>
 */
final class HintLexer {

    // What a token was, beside the characters that stand for themselves.
    private static final int NAME = 0x100;
    private static final int PLAIN = 0x101;
    private static final int ERROR = 0x102;

    private final Keywords keywords;
    private final boolean ansiQuotes;
    private final boolean fractions;
    private final ClientCharset charset;
    private final MultiByte multiByte;
    private final TokenArray tokens;

    private byte[] text = new byte[0];
    private int at;
    private int end;
    private boolean opened;

    HintLexer(DigestOptions options, TokenArray tokens) {
        this.keywords = Keywords.ofHints(options.dialect().wordsVersion());
        this.ansiQuotes = options.has(SqlMode.ANSI_QUOTES);
        this.fractions = options.dialect().hasHintFractions();
        this.charset = options.charset();
        this.multiByte = charset.multiByte();
        this.tokens = tokens;
    }

    /** Reads the comment whose opening mark is at {@code from}; returns where it ends. */
    int read(byte[] sql, int from, int to) {
        text = sql;
        at = from + 3;
        end = to;
        opened = false;
        int previous = PLAIN;
        while (at < end) {
            int behind = at;
            skipSpaces();
            if (at >= end) {
                break;
            }
            if (text[at] == '*' && byteAt(at + 1) == '/') {
                if (opened) {
                    tokens.add(Token.HINT_CLOSE);
                }
                return at + 2;
            }
            previous = token(previous, at > behind);
        }
        return end;
    }

    private void skipSpaces() {
        while (at < end && isSpace(text[at] & 0xFF)) {
            at++;
        }
    }

    /** Reads one token; what it was decides whether {@code @} behind it names a query block. */
    private int token(int previous, boolean spaced) {
        int c = text[at] & 0xFF;
        if (isDigit(c)) {
            return number();
        }
        if (multiByte.leads(c)) {
            int from = at;
            return wordEnd() ? name(from, at) : ERROR;
        }
        if (isLetter(c)) {
            return word();
        }
        return switch (c) {
            case '`', '"', '\'' -> quoted(c);
            case '@' ->
                    previous == '(' || (previous == NAME && !spaced) ? queryBlock() : character(c);
            case '.' -> fractions ? fraction() : character(c);
            default -> character(c);
        };
    }

    private void open() {
        if (!opened) {
            tokens.add(Token.HINT_OPEN);
            opened = true;
        }
    }

    private int character(int c) {
        at++;
        open();
        if (c == ')') {
            tokens.addClosing();
        } else {
            tokens.add(c);
        }
        return c;
    }

    private int name(int from, int to) {
        open();
        int token = byteAt(at) == '@' ? Token.DIGEST_IDENT_AT : Token.DIGEST_IDENT;
        tokens.addName(token, text, from, to);
        return NAME;
    }

    private int word() {
        int from = at;
        while (at < end
                && (isLetter(text[at] & 0xFF) || isDigit(text[at]))
                && !multiByte.leads(text[at] & 0xFF)) {
            at++;
        }
        if (at < end && multiByte.leads(text[at] & 0xFF)) {
            return wordEnd() ? name(from, at) : ERROR;
        }
        int found = keywords.find(text, from, at);
        if (found == 0) {
            return name(from, at);
        }
        open();
        tokens.add(found);
        return PLAIN;
    }

    /** Goes to the end of a word; false at a broken character. */
    private boolean wordEnd() {
        while (at < end) {
            int c = text[at] & 0xFF;
            if (multiByte.leads(c)) {
                int length = multiByte.length(text, at, end);
                at += Math.max(1, length);
                if (length == 0) {
                    return false;
                }
            } else if (isLetter(c) || isDigit(c)) {
                at++;
            } else {
                return true;
            }
        }
        return true;
    }

    private int number() {
        int from = at;
        while (isDigit(byteAt(at))) {
            at++;
        }
        int c = byteAt(at);
        if (c == '.' && fractions) {
            return fraction();
        }
        boolean scale = c == 'K' || c == 'M' || c == 'G';
        if (scale && !isLetter(byteAt(at + 1)) && !isDigit(byteAt(at + 1))) {
            at++;
        } else if (multiByte.leads(c) || isLetter(c)) {
            return wordEnd() ? name(from, at) : ERROR;
        }
        open();
        tokens.addNumber();
        return PLAIN;
    }

    private int fraction() {
        at++;
        int from = at;
        while (isDigit(byteAt(at))) {
            at++;
        }
        int c = byteAt(at);
        if (at == from || isLetter(c) || multiByte.leads(c)) {
            return ERROR;
        }
        open();
        tokens.addNumber();
        return PLAIN;
    }

    private int quoted(int quote) {
        boolean isName = quote == '`' || (quote == '"' && ansiQuotes);
        int from = at + 1;
        if (!quotedEnd(quote)) {
            return ERROR;
        }
        open();
        if (isName) {
            addQuotedName(
                    byteAt(at) == '@' ? Token.DIGEST_IDENT_AT : Token.DIGEST_IDENT, from, quote);
            return NAME;
        }
        tokens.addValue();
        return PLAIN;
    }

    /** Goes behind the closing quote; false if the text is empty, broken or never ends. */
    private boolean quotedEnd(int quote) {
        at++;
        int from = at;
        while (at < end) {
            int c = text[at] & 0xFF;
            if (c == quote) {
                if (byteAt(at + 1) != quote) {
                    boolean empty = at == from;
                    at += empty ? 0 : 1;
                    return !empty;
                }
                at += 2;
            } else if (c == '*' && byteAt(at + 1) == '/') {
                return false;
            } else if (multiByte.leads(c)) {
                int length = multiByte.length(text, at, end);
                at += Math.max(1, length);
                if (length == 0) {
                    return false;
                }
            } else {
                at++;
            }
        }
        return false;
    }

    /**
     * A name between quotes. The server turns it into its own character set before it digests,
     * unless it holds a doubled quote.
     */
    private void addQuotedName(int token, int from, int quote) {
        byte[] name = new byte[at - 1 - from];
        int length = 0;
        boolean doubled = false;
        int i = from;
        while (i < at - 1) {
            int size = Math.max(1, multiByte.length(text, i, end));
            System.arraycopy(text, i, name, length, size);
            length += size;
            boolean isQuote = (text[i] & 0xFF) == quote;
            doubled |= isQuote;
            i += isQuote ? 2 : size;
        }
        if (!doubled && !charset.isSystemCharset()) {
            name = charset.decode(name, 0, length).text().getBytes(StandardCharsets.UTF_8);
            length = name.length;
        }
        tokens.addName(token, name, 0, length);
    }

    private int queryBlock() {
        at++;
        int c = byteAt(at);
        int from = at;
        if (c == '`' || c == '"') {
            if (!quotedEnd(c) || (c == '"' && !ansiQuotes)) {
                return ERROR;
            }
            open();
            tokens.add('@');
            addQuotedName(Token.DIGEST_IDENT, from + 1, c);
            return PLAIN;
        }
        if (!isWord(c) || !wordEnd()) {
            return ERROR;
        }
        open();
        tokens.add('@');
        tokens.addName(Token.DIGEST_IDENT, text, from, at);
        return PLAIN;
    }

    private boolean isWord(int c) {
        return isLetter(c) || isDigit(c) || multiByte.leads(c);
    }

    private boolean isLetter(int c) {
        return c >= 0x80
                ? !multiByte.leads(c) && charset.isLetter(c)
                : (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '$';
    }

    private boolean isSpace(int c) {
        return c >= 0x80 ? charset.isSpace(c) : c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private int byteAt(int i) {
        return i < end ? text[i] & 0xFF : 0;
    }
}
