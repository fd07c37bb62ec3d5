package io.github.spyhop.model.statement;

import java.util.Arrays;

/**
 * The tokens of a digest as MySQL stores them, literals reduced as they come.
 *
 * <p>A token is two bytes, little-endian; a name is followed by two bytes of its length and its own
 * bytes, the number of a column by four. What does not fit into the server's {@code
 * max_digest_length} ends the collection.
 *
 * @see <a
 *     href="https://dev.mysql.com/doc/refman/9.7/en/performance-schema-statement-digests.html">
 *     Statement Digests</a>
 */
final class TokenArray {

    private static final int TOKEN_LENGTH = 2;
    private static final int COLUMN_LENGTH = 4;
    private static final int NAME_LENGTH_MAX = 0xFFFF;
    private static final int INITIAL_CAPACITY = 1024;

    /** Room behind the last byte, so that names are copied eight bytes at a time. */
    private static final int SLACK = 8;

    private final TokenTable table;
    private final int lengthMax;
    private byte[] bytes;
    private int length;
    private int room;

    /** Where the last name or column number ends: reductions look back no further. */
    private int reducibleFrom;

    private boolean full;

    TokenArray(TokenTable table, int lengthMax) {
        this.table = table;
        this.lengthMax = lengthMax;
        this.room = Math.min(INITIAL_CAPACITY, lengthMax);
        this.bytes = new byte[room + SLACK];
    }

    void clear() {
        length = 0;
        reducibleFrom = 0;
        full = false;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** A token that reduces nothing. */
    void add(int token) {
        if (!full) {
            store(token);
        }
    }

    /** Stores a token if it fits, even behind one that did not. */
    private void store(int token) {
        int at = length;
        if (at + TOKEN_LENGTH <= room || grow(TOKEN_LENGTH)) {
            Bytes.storeShort(bytes, at, token);
            length = at + TOKEN_LENGTH;
        }
    }

    /** A number: it swallows its signs. */
    void addNumber() {
        if (full) {
            return;
        }
        int last = last(1);
        while ((last == '-' || last == '+') && table.is(TokenTable.SIGN_FOLLOWS, last(2))) {
            length -= TOKEN_LENGTH;
            last = last(1);
        }
        addValue();
    }

    /** A literal: it joins a list of them. */
    void addValue() {
        if (full) {
            return;
        }
        if (last(1) == ',' && isValues(last(2))) {
            length -= 2 * TOKEN_LENGTH;
            store(Token.GENERIC_VALUE_LIST);
        } else {
            store(Token.GENERIC_VALUE);
        }
    }

    /** NULL as a value. The server stores the word first, so the word must fit. */
    void addNull() {
        add(Token.NULL);
        if (full) {
            return;
        }
        if (last(2) == ',' && isValues(last(3))) {
            length -= 3 * TOKEN_LENGTH;
            store(Token.GENERIC_VALUE_LIST);
        } else {
            length -= TOKEN_LENGTH;
            store(Token.GENERIC_VALUE);
        }
    }

    /** A closing parenthesis: it makes a row of literals, a list of rows, or the list of IN. */
    void addClosing() {
        if (full) {
            return;
        }
        int last = last(1);
        if (last(2) != '(') {
            store(')');
        } else if (last == Token.GENERIC_VALUE) {
            addRow(Token.ROW_SINGLE_VALUE, Token.ROW_SINGLE_VALUE_LIST);
        } else if (last == Token.GENERIC_VALUE_LIST) {
            addRow(Token.ROW_MULTIPLE_VALUE, Token.ROW_MULTIPLE_VALUE_LIST);
        } else {
            store(')');
        }
    }

    private void addRow(int row, int list) {
        length -= 2 * TOKEN_LENGTH;
        int last = last(1);
        if (last == Token.IN) {
            length -= TOKEN_LENGTH;
            store(Token.IN_GENERIC_VALUE);
        } else if (last == ',' && (last(2) == row || last(2) == list)) {
            length -= 2 * TOKEN_LENGTH;
            store(list);
        } else {
            store(row);
        }
    }

    /** A name, its bytes as they stand. */
    void addName(int token, byte[] text, int from, int to) {
        int nameLength = Math.min(to - from, NAME_LENGTH_MAX);
        int size = 2 * TOKEN_LENGTH + nameLength;
        int at = length;
        if (full || (at + size > room && !grow(size))) {
            return;
        }
        byte[] target = bytes;
        Bytes.storeShort(target, at, token);
        Bytes.storeShort(target, at + TOKEN_LENGTH, nameLength);
        copy(text, from, target, at + 2 * TOKEN_LENGTH, nameLength);
        length = at + size;
        reducibleFrom = length;
    }

    private static void copy(byte[] text, int from, byte[] target, int at, int nameLength) {
        if (nameLength <= 8 && from + 8 <= text.length) {
            Bytes.store8(target, at, Bytes.load8(text, from));
        } else {
            System.arraycopy(text, from, target, at, nameLength);
        }
    }

    /**
     * A name between quotes in which each doubled quote stands for one.
     *
     * <p>As the server does, it takes each byte that looks like the quote for a doubled one, also
     * in a character of several bytes, and so may read on behind the name.
     */
    void addQuotedName(byte[] text, int from, int to, int quote, int doubled) {
        byte[] name = new byte[to - from - doubled];
        int i = from;
        for (int n = 0; n < name.length && i < text.length; n++) {
            name[n] = text[i];
            i += text[i] == quote ? 2 : 1;
        }
        addName(Token.DIGEST_IDENT, name, 0, name.length);
    }

    /**
     * The integer that stands alone as an item of GROUP BY, ORDER BY or PARTITION BY is the number of
     * a column, and stays. It is the last token, or the one before it.
     */
    void keepColumn(long column) {
        if (full) {
            return;
        }
        int last = last(1);
        int second = last(2);
        int third = last(3);
        if (last == Token.GENERIC_VALUE && startsColumn(second)) {
            length -= TOKEN_LENGTH;
            storeColumn(column);
        } else if (second == Token.GENERIC_VALUE && startsColumn(third)) {
            length -= 2 * TOKEN_LENGTH;
            storeColumn(column);
            store(last);
        } else if (last == Token.ROW_SINGLE_VALUE && isRollup(second)) {
            length -= TOKEN_LENGTH;
            storeColumnRow(column);
        } else if (second == Token.ROW_SINGLE_VALUE && isRollup(third)) {
            length -= 2 * TOKEN_LENGTH;
            storeColumnRow(column);
            store(last);
        }
    }

    private void storeColumnRow(long column) {
        store('(');
        storeColumn(column);
        store(')');
    }

    private void storeColumn(long column) {
        int size = TOKEN_LENGTH + COLUMN_LENGTH;
        int at = length;
        if (at + size <= room || grow(size)) {
            Bytes.storeShort(bytes, at, Token.NUMERIC_COLUMN);
            Bytes.storeShort(bytes, at + 2, (int) column);
            Bytes.storeShort(bytes, at + 4, (int) (column >>> 16));
            length = at + size;
        }
        reducibleFrom = length;
    }

    /** Drops a semicolon at the end, as the server does: by its two bytes. */
    void dropSemicolon() {
        if (!full
                && length >= TOKEN_LENGTH
                && Bytes.loadShort(bytes, length - TOKEN_LENGTH) == ';') {
            length -= TOKEN_LENGTH;
        }
    }

    private static boolean isValues(int token) {
        return token == Token.GENERIC_VALUE || token == Token.GENERIC_VALUE_LIST;
    }

    private static boolean startsColumn(int token) {
        return token == Token.BY || token == '(' || token == ',';
    }

    private static boolean isRollup(int token) {
        return token == Token.ROLLUP || token == Token.CUBE;
    }

    /** The n-th token from the end, if no name or column number stands there or behind it. */
    private int last(int n) {
        int at = length - n * TOKEN_LENGTH;
        return at >= reducibleFrom ? Bytes.loadShort(bytes, at) : Token.UNUSED;
    }

    /** Makes room for {@code size} more bytes; false, and full from then on, if the limit forbids. */
    private boolean grow(int size) {
        if (size > lengthMax - length) {
            full = true;
            return false;
        }
        if (length + size > room) {
            room = (int) Math.min(lengthMax, Math.max(2L * room, (long) length + size));
            bytes = Arrays.copyOf(bytes, room + SLACK);
        }
        return true;
    }
}
