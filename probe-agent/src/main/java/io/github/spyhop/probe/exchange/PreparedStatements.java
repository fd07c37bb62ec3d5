package io.github.spyhop.probe.exchange;

import org.jspecify.annotations.Nullable;

/**
 * The prepared statements of one connection by their numbers, which the server counts up from 1:
 * open addressing, since most executions come this way.
 */
final class PreparedStatements {

    /** As many as the server allows by default in all. */
    private static final int STATEMENTS_MAX = 16_382;

    private static final int FIRST_SLOTS = 8;

    private int[] ids = new int[0];
    private @Nullable PreparedStatement[] statements = new PreparedStatement[0];
    private int count;

    @Nullable PreparedStatement find(int id) {
        if (count == 0) {
            return null;
        }
        int mask = ids.length - 1;
        int slot = id & mask;
        while (statements[slot] != null) {
            if (ids[slot] == id) {
                return statements[slot];
            }
            slot = slot + 1 & mask;
        }
        return null;
    }

    /** False if there are too many. */
    boolean put(int id, PreparedStatement statement) {
        if (count >= STATEMENTS_MAX) {
            return false;
        }
        if (2 * (count + 1) > ids.length) {
            grow();
        }
        place(id, statement);
        return true;
    }

    private void place(int id, PreparedStatement statement) {
        int mask = ids.length - 1;
        int slot = id & mask;
        while (statements[slot] != null && ids[slot] != id) {
            slot = slot + 1 & mask;
        }
        if (statements[slot] == null) {
            count++;
        }
        ids[slot] = id;
        statements[slot] = statement;
    }

    private void grow() {
        int[] oldIds = ids;
        @Nullable PreparedStatement[] old = statements;
        int slots = Math.max(FIRST_SLOTS, 2 * oldIds.length);
        ids = new int[slots];
        statements = new PreparedStatement[slots];
        count = 0;
        for (int i = 0; i < old.length; i++) {
            PreparedStatement statement = old[i];
            if (statement != null) {
                place(oldIds[i], statement);
            }
        }
    }

    /** Removes one and moves those behind it up, so that look-ups never pass a hole. */
    void remove(int id) {
        if (count == 0) {
            return;
        }
        int mask = ids.length - 1;
        int hole = id & mask;
        while (statements[hole] != null && ids[hole] != id) {
            hole = hole + 1 & mask;
        }
        if (statements[hole] == null) {
            return;
        }
        statements[hole] = null;
        count--;
        for (int slot = hole + 1 & mask; statements[slot] != null; slot = slot + 1 & mask) {
            PreparedStatement moved = statements[slot];
            statements[slot] = null;
            count--;
            if (moved != null) {
                place(ids[slot], moved);
            }
        }
    }

    void clear() {
        count = 0;
        ids = new int[0];
        statements = new PreparedStatement[0];
    }
}
