package io.github.spyhop.model.statement;

/**
 * Comments: skipped, or opened up if the dialect executes them.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/9.7/en/comments.html">Comments</a>
 */
final class LexerComments {

    /** MariaDB executes no comment of MySQL's versions from 5.7.0 on, up to its own 10.0.0. */
    private static final int MARIADB_SKIPS_FROM = 50700;

    private static final int MARIADB_SKIPS_TO = 99999;

    private final int version;
    private final boolean sixDigits;
    private final boolean mariaDb;

    /** Whether the text is inside a comment that is executed. */
    private boolean executing;

    private boolean leftOpen;

    LexerComments(Dialect dialect) {
        this.version = dialect.version();
        this.sixDigits = dialect.hasSixDigitComments();
        this.mariaDb = dialect.family() == Dialect.Family.MARIADB;
    }

    void reset() {
        executing = false;
        leftOpen = false;
    }

    /** Whether a comment had no closing mark, at the end of the text. */
    boolean isLeftOpen() {
        return leftOpen || executing;
    }

    /** Whether two dashes begin a comment here: white space or a control character must follow. */
    boolean startsWithDashes(byte[] text, int at, int end) {
        if (at + 1 >= end || text[at + 1] != '-') {
            return false;
        }
        int third = at + 2 < end ? text[at + 2] : 0;
        return (third >= 0 && third <= ' ') || third == 0x7F;
    }

    /** Where the line of a comment ends. */
    int lineEnd(byte[] text, int from, int end) {
        int i = from;
        while (i < end && text[i] != '\n' && text[i] != 0) {
            i++;
        }
        return i;
    }

    /** Takes a closing mark; false if no comment is open, and it is two operators. */
    boolean close() {
        boolean wasOpen = executing;
        executing = false;
        return wasOpen;
    }

    /** Where the text goes on after the opening mark at {@code at}: inside, or behind the comment. */
    int open(byte[] text, int at, int end) {
        int mark = at + 2;
        if (mariaDb && byteAt(text, mark, end) == 'M' && byteAt(text, mark + 1, end) == '!') {
            mark++;
        }
        if (byteAt(text, mark, end) != '!') {
            return skip(text, at + 2, end, false);
        }
        int digits = versionDigits(text, mark + 1, end);
        int inside = mark + 1 + digits;
        if (digits > 0 && !isExecuted(number(text, mark + 1, inside))) {
            return skip(text, mark + 1, end, true);
        }
        executing = true;
        return inside;
    }

    private boolean isExecuted(int commentVersion) {
        boolean skippedByMariaDb =
                mariaDb
                        && commentVersion >= MARIADB_SKIPS_FROM
                        && commentVersion <= MARIADB_SKIPS_TO;
        return commentVersion <= version && !skippedByMariaDb;
    }

    /** How many digits of a version stand here: five, six, or none. */
    private int versionDigits(byte[] text, int at, int end) {
        for (int i = 0; i < 5; i++) {
            if (!isDigit(byteAt(text, at + i, end))) {
                return 0;
            }
        }
        boolean sixth = isDigit(byteAt(text, at + 5, end));
        int behind = byteAt(text, at + 6, end);
        boolean spaceBehind = behind == ' ' || (behind >= '\t' && behind <= '\r');
        return sixth && (mariaDb || (sixDigits && spaceBehind)) ? 6 : 5;
    }

    /** Behind the closing mark, or the end; inside a comment of a later version one more may be. */
    private int skip(byte[] text, int from, int end, boolean nests) {
        int i = from;
        while (i + 1 < end) {
            if (text[i] == '*' && text[i + 1] == '/') {
                return i + 2;
            }
            if (nests && text[i] == '/' && text[i + 1] == '*') {
                i = skip(text, i + 2, end, false);
            } else {
                i++;
            }
        }
        leftOpen = true;
        return end;
    }

    private static int number(byte[] text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + text[i] - '0';
        }
        return value;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static int byteAt(byte[] text, int at, int end) {
        return at < end ? text[at] : 0;
    }
}
