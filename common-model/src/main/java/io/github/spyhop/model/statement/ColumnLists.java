package io.github.spyhop.model.statement;

import java.util.Arrays;

/**
 * Finds the integers that are numbers of columns: those that stand alone as an item of GROUP BY,
 * ORDER BY or PARTITION BY, also within ROLLUP, CUBE and GROUPING SETS.
 *
 * <p>An item is known to stand alone once the token behind it does not go on with the expression.
 */
final class ColumnLists {

    private static final byte NONE = 0;
    private static final byte COLUMNS = 1;
    private static final byte GROUPING_SETS = 2;

    /** Deeper than any statement that the server's parser takes. */
    private static final int DEPTH_MAX = 1 << 15;

    private final boolean enabled;
    private byte[] outer = new byte[64];
    private int depth;
    private byte list;

    /** Whether an item begins behind the last token: the list's BY, a comma, or a sign of it. */
    private boolean itemStarts;

    /** The same for the token before. */
    private boolean itemStarted;

    private long candidate;

    ColumnLists(boolean enabled) {
        this.enabled = enabled;
    }

    void clear() {
        depth = 0;
        list = NONE;
        itemStarts = false;
        itemStarted = false;
        candidate = 0;
    }

    /** Whether {@link #take} has something to do. */
    boolean isWatching() {
        return itemStarts || itemStarted || candidate != 0;
    }

    /** Goes on to the next token; returns the integer that may stand alone before it, or 0. */
    long take() {
        long taken = candidate;
        candidate = 0;
        itemStarted = itemStarts;
        itemStarts = false;
        return taken;
    }

    void integer(long value) {
        if (itemStarted) {
            candidate = value;
        }
    }

    void plus() {
        itemStarts = itemStarted;
    }

    void by(long before) {
        int last = (int) before & 0xFFFF;
        if (last == Token.ORDER || last == Token.GROUP || last == Token.PARTITION) {
            list = enabled ? COLUMNS : NONE;
            itemStarts = enabled;
        }
    }

    void comma() {
        itemStarts = list == COLUMNS;
    }

    void open(long before) {
        if (depth < DEPTH_MAX) {
            if (depth == outer.length) {
                outer = Arrays.copyOf(outer, depth * 2);
            }
            outer[depth] = list;
        }
        depth++;
        if (list != NONE) {
            list = inside(before);
            itemStarts = list == COLUMNS;
        }
    }

    private byte inside(long before) {
        int last = (int) before & 0xFFFF;
        int second = (int) (before >>> 16) & 0xFFFF;
        if (list == GROUPING_SETS) {
            return COLUMNS;
        }
        if (list == COLUMNS && second == Token.BY) {
            return last == Token.ROLLUP || last == Token.CUBE ? COLUMNS : NONE;
        }
        return list == COLUMNS && last == Token.SETS && second == Token.GROUPING
                ? GROUPING_SETS
                : NONE;
    }

    void close() {
        if (depth > 0) {
            depth--;
            list = depth < DEPTH_MAX ? outer[depth] : NONE;
        }
    }

    void end() {
        list = NONE;
    }

    /** At the end of the statement. */
    void keepLast(TokenArray tokens) {
        if (candidate != 0) {
            tokens.keepColumn(candidate);
        }
    }
}
