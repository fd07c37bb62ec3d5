package io.github.spyhop.model.statement;

/**
 * Splits the bytes of statements into MySQL's tokens, one at each call, without an object.
 *
 * <p>It keeps the lexer's rules, also the odd ones: a word in front of {@code .name} is a name, a
 * word behind a dot is one, {@code @} makes a host name of what follows. Where the server would
 * refuse the text (a quote that never closes), it makes the most of it instead.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/9.7/en/language-structure.html">Language
 *     Structure</a>
 */
final class SqlLexer {

    /** What the token before allows to follow. */
    private enum State {
        START,
        SEPARATOR,
        NAME,
        HOST_NAME,
        SECOND_AT,
        VARIABLE
    }

    private final byte[] classes;
    private final boolean[] words;
    private final boolean[] hostCharacters;
    private final Keywords keywords;
    private final LexerComments comments;
    private final LexerLiterals literals;
    private final LexerOperators operators;
    private final boolean ignoreSpace;
    private final int not;
    private final MultiByte multiByte;

    private byte[] text = new byte[0];
    private int end;
    private int at;
    private int start;
    private int stop;
    private int doubledQuote;
    private int doubledQuotes;
    private boolean nameLeftOpen;
    private State state = State.START;

    SqlLexer(DigestOptions options, Keywords keywords) {
        this.classes = CharClass.table(options);
        this.words = CharClass.words(options.charset());
        this.hostCharacters = CharClass.hostCharacters(options.charset());
        this.keywords = keywords;
        this.comments = new LexerComments(options.dialect());
        this.literals = new LexerLiterals(options, words);
        this.ignoreSpace = options.has(SqlMode.IGNORE_SPACE);
        this.operators = new LexerOperators(options);
        this.not = options.has(SqlMode.HIGH_NOT_PRECEDENCE) ? Token.NOT2 : Token.NOT;
        this.multiByte =
                options.charset().multiByte().hidesAscii()
                        ? options.charset().multiByte()
                        : MultiByte.NONE;
    }

    /** Begins with the bytes from {@code from} to {@code to}, exclusive. */
    void reset(byte[] sql, int from, int to) {
        text = sql;
        at = from;
        end = to;
        start = from;
        stop = from;
        state = State.START;
        nameLeftOpen = false;
        comments.reset();
        literals.reset();
    }

    /** Goes on behind something that another lexer read. */
    void resume(int position) {
        at = position;
    }

    /** Where the last token's bytes begin; in a quoted name, behind the quote. */
    int start() {
        return start;
    }

    /** Where the last token's bytes end; in a quoted name, at the closing quote. */
    int stop() {
        return stop;
    }

    /** Where the text behind the last token begins. */
    int position() {
        return at;
    }

    int end() {
        return end;
    }

    byte[] text() {
        return text;
    }

    /** The quote that the last name holds doubled, or 0. */
    int doubledQuote() {
        return doubledQuote;
    }

    /** How often the last name holds it doubled. */
    int doubledQuotes() {
        return doubledQuotes;
    }

    /** The value of the last token, an integer: 0 if it is beyond 32 bits. */
    long integer() {
        return literals.integer();
    }

    /** Whether a quote or comment read so far was never closed. */
    boolean hasLeftOpen() {
        return nameLeftOpen || comments.isLeftOpen() || literals.isLeftOpen();
    }

    /** Where an optimizer hint begins at the next token, or -1. */
    int hintStart() {
        int i = at;
        while (i < end && classes[text[i] & 0xFF] == CharClass.SPACE) {
            i++;
        }
        boolean hint = i + 2 < end && text[i] == '/' && text[i + 1] == '*' && text[i + 2] == '+';
        return hint ? i : -1;
    }

    /** The next token, or {@link Token#END}. */
    int next() {
        if (state != State.START) {
            return nextInState();
        }
        byte[] bytes = text;
        int limit = end;
        int i = at;
        if (i < limit && bytes[i] == ' ') {
            i++;
        }
        while (i < limit) {
            int c = bytes[i] & 0xFF;
            switch (classes[c]) {
                case CharClass.SPACE -> i++;
                case CharClass.WORD -> {
                    return word(i);
                }
                case CharClass.OTHER -> {
                    return single(i, c);
                }
                case CharClass.PREFIX -> {
                    return byteAt(i + 1) == '\''
                            ? literal(i, literals.prefixed(bytes, i, limit))
                            : word(i);
                }
                case CharClass.HASH -> i = comments.lineEnd(bytes, i, limit);
                case CharClass.MINUS -> {
                    if (!comments.startsWithDashes(bytes, i, limit)) {
                        return operator(i, operators.minus(text, i, end));
                    }
                    i = comments.lineEnd(bytes, i, limit);
                }
                case CharClass.SLASH -> {
                    if (byteAt(i + 1) != '*') {
                        return single(i, '/');
                    }
                    i = comments.open(bytes, i, limit);
                }
                case CharClass.STAR -> {
                    if (byteAt(i + 1) != '/' || !comments.close()) {
                        return single(i, '*');
                    }
                    i += 2;
                }
                default -> {
                    return token(i, c);
                }
            }
        }
        at = limit;
        return endAt(limit);
    }

    private int endAt(int i) {
        start = i;
        stop = i;
        at = i;
        return Token.END;
    }

    private int token(int i, int c) {
        return switch (classes[c]) {
            case CharClass.DIGIT -> literal(i, literals.number(text, i, end));
            case CharClass.QUOTE -> literal(i, literals.string(text, i, end, Token.TEXT_STRING));
            case CharClass.NAME_QUOTE -> quotedName(i, c);
            case CharClass.DOT -> dot(i);
            case CharClass.COMPARE -> operator(i, operators.compare(text, i, end));
            default -> rareToken(i, c);
        };
    }

    private int rareToken(int i, int c) {
        return switch (classes[c]) {
            case CharClass.LESS -> operator(i, operators.less(text, i, end));
            case CharClass.DOUBLED -> operator(i, operators.doubled(text, i, end));
            case CharClass.COLON -> operator(i, operators.colon(text, i, end));
            case CharClass.AT -> atSign(i);
            // The server's lexer ends here, too, and its parser refuses the rest.
            case CharClass.NUL -> endAt(end);
            case CharClass.DOLLAR -> dollar(i);
            case CharClass.PARAMETER ->
                    isWord(i + 1) ? single(i, c) : single(i, Token.PARAM_MARKER);
            default -> single(i, c);
        };
    }

    /** A literal, or the name that began as a number. */
    private int literal(int i, int token) {
        start = i;
        stop = literals.stop();
        at = stop;
        if (token == Token.IDENT) {
            doubledQuote = 0;
            nameEnded(stop);
        }
        return token;
    }

    private int single(int i, int token) {
        start = i;
        stop = i + 1;
        at = i + 1;
        return token;
    }

    private int operator(int i, int token) {
        start = i;
        stop = operators.stop();
        at = stop;
        return token;
    }

    private int word(int i) {
        long head = Bytes.loadPadded(text, i);
        long others = (head & Bytes.HIGH_BITS) != 0 ? 0 : Bytes.nonWordBytes(head);
        if (others == 0) {
            return longWord(i);
        }
        int length = Bytes.first(others);
        int wordEnd = i + length;
        if (wordEnd > end) {
            return longWord(i);
        }
        if (wordEnd < end && text[wordEnd] == '.' && isWord(wordEnd + 1)) {
            return name(i, wordEnd);
        }
        int found = keywords.findShort(head & Bytes.mask(length), 0);
        return found == 0 ? name(i, wordEnd) : keyword(i, wordEnd, found);
    }

    /** A word of more than seven bytes, with bytes beyond ASCII, or at the end. */
    private int longWord(int i) {
        int wordEnd = wordEnd(i);
        if (wordEnd == i) {
            return single(i, text[i] & 0xFF);
        }
        if (wordEnd < end && text[wordEnd] == '.' && isWord(wordEnd + 1)) {
            return name(i, wordEnd);
        }
        int found = keywords.find(text, i, wordEnd);
        return found == 0 ? name(i, wordEnd) : keyword(i, wordEnd, found);
    }

    private int wordEnd(int from) {
        int i = from;
        while (i + 8 <= end) {
            long eight = Bytes.load8(text, i);
            if ((eight & Bytes.HIGH_BITS) != 0) {
                break;
            }
            long others = Bytes.nonWordBytes(eight);
            if (others != 0) {
                return i + Bytes.first(others);
            }
            i += 8;
        }
        while (i < end) {
            int c = text[i] & 0xFF;
            if (!words[c]) {
                break;
            }
            i += c < 0x80 ? 1 : Math.max(1, multiByte.length(text, i, end));
        }
        return i;
    }

    private int keyword(int i, int wordEnd, int found) {
        if ((found & Keywords.FUNCTION) != 0 && !opensParenthesis(wordEnd)) {
            return name(i, wordEnd);
        }
        start = i;
        stop = wordEnd;
        at = wordEnd;
        int token = found & Keywords.TOKEN;
        return token == Token.NOT ? not : token;
    }

    private boolean opensParenthesis(int from) {
        int i = from;
        if (ignoreSpace) {
            while (i < end && classes[text[i] & 0xFF] == CharClass.SPACE) {
                i++;
            }
        }
        return byteAt(i) == '(';
    }

    private int name(int i, int nameEnd) {
        start = i;
        stop = nameEnd;
        at = nameEnd;
        doubledQuote = 0;
        nameEnded(nameEnd);
        return Token.IDENT;
    }

    /** A dot that touches a name on both sides separates it, whatever the words are. */
    private void nameEnded(int nameEnd) {
        if (nameEnd < end && text[nameEnd] == '.' && isWord(nameEnd + 1)) {
            state = State.SEPARATOR;
        }
    }

    private int nextInState() {
        State now = state;
        state = State.START;
        int i = at;
        return switch (now) {
            case START -> next();
            case SEPARATOR -> separator(i);
            case NAME -> name(i, wordEnd(i));
            case HOST_NAME -> hostName(i);
            case SECOND_AT -> {
                state = byteAt(i + 1) == '`' ? State.START : State.VARIABLE;
                yield single(i, '@');
            }
            case VARIABLE -> variable(i);
        };
    }

    private int separator(int i) {
        state = isWord(i + 1) ? State.NAME : State.START;
        return single(i, '.');
    }

    private int dot(int i) {
        int next = byteAt(i + 1);
        return next >= '0' && next <= '9'
                ? literal(i, literals.fraction(text, i, end))
                : separator(i);
    }

    private int hostName(int i) {
        int j = i;
        while (j < end && hostCharacters[text[j] & 0xFF]) {
            j++;
        }
        start = i;
        stop = j;
        at = j;
        return Token.HOSTNAME;
    }

    private int variable(int i) {
        int nameEnd = wordEnd(i);
        if (nameEnd == i) {
            return next();
        }
        if (byteAt(nameEnd) == '.') {
            state = State.SEPARATOR;
        }
        int found = keywords.find(text, i, nameEnd);
        boolean isKeyword = (found & ~Keywords.TOKEN) == 0 && found != 0;
        start = i;
        stop = nameEnd;
        at = nameEnd;
        doubledQuote = 0;
        return isKeyword ? found == Token.NOT ? not : found : Token.IDENT;
    }

    private int atSign(int i) {
        state =
                switch (classes[byteAt(i + 1)]) {
                    case CharClass.QUOTE, CharClass.NAME_QUOTE -> State.START;
                    case CharClass.AT -> State.SECOND_AT;
                    default -> State.HOST_NAME;
                };
        return single(i, '@');
    }

    private int dollar(int i) {
        int tagEnd = i + 1;
        while (tagEnd < end && text[tagEnd] != '$' && words[text[tagEnd] & 0xFF]) {
            int c = text[tagEnd] & 0xFF;
            tagEnd += c < 0x80 ? 1 : Math.max(1, multiByte.length(text, tagEnd, end));
        }
        return byteAt(tagEnd) == '$'
                ? literal(i, literals.dollarQuoted(text, i, tagEnd + 1, end))
                : word(i);
    }

    private int quotedName(int i, int quote) {
        int doubled = 0;
        int j = i + 1;
        while (j < end && text[j] != 0) {
            int c = text[j] & 0xFF;
            if (c == quote) {
                if (byteAt(j + 1) != quote) {
                    break;
                }
                doubled++;
                j += 2;
            } else {
                j += c < 0x80 ? 1 : Math.max(1, multiByte.length(text, j, end));
            }
        }
        nameLeftOpen |= j >= end || text[j] == 0;
        start = i + 1;
        stop = Math.min(j, end);
        at = Math.min(j + 1, end);
        doubledQuote = doubled == 0 ? 0 : quote;
        doubledQuotes = doubled;
        return Token.IDENT;
    }

    private boolean isWord(int i) {
        return i < end && words[text[i] & 0xFF];
    }

    private int byteAt(int i) {
        return i < end ? text[i] & 0xFF : 0;
    }
}
