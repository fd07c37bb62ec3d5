package io.github.spyhop.probe.aggregate;

import io.github.spyhop.probe.digest.Family;
import io.github.spyhop.probe.digest.Keyed;
import io.github.spyhop.probe.exchange.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one window. Sessions and families have places in it, and a cell is found by the two
 * places: open addressing, no object per statement.
 */
final class Window {

    private static final int FIRST_SLOTS = 1_024;

    private final long number;
    private final AggregateSettings settings;
    private final Map<Key, Integer> sessions = new HashMap<>();
    private final Map<String, Integer> families = new HashMap<>();
    private final List<Cell> cells = new ArrayList<>();
    private long[] keys = new long[FIRST_SLOTS];
    private @Nullable Cell[] slots = new Cell[FIRST_SLOTS];

    Window(long number, AggregateSettings settings) {
        this.number = number;
        this.settings = settings;
    }

    /** What sessions are counted together by. */
    private record Key(
            String server,
            @Nullable String schema,
            @Nullable String user,
            String client,
            boolean told) {}

    /**
     * The cell of a session and a family, new if it is the first.
     *
     * @param cellsMax how many cells there may be if it would be new
     * @return null if there are as many
     */
    @Nullable Cell cell(Session session, Family family, int cellsMax) {
        int sessionPlace = session.placeIn(number);
        if (sessionPlace == Keyed.ABSENT) {
            sessionPlace = place(session);
        }
        int familyPlace = family.placeIn(number);
        if (familyPlace == Keyed.ABSENT) {
            familyPlace = place(family);
        }
        long key = (long) sessionPlace << 32 | familyPlace;
        Cell cell = slots[slotOf(key)];
        return cell == null && cells.size() < cellsMax ? add(key, session, family) : cell;
    }

    private Cell add(long key, Session session, Family family) {
        if (2 * (cells.size() + 1) > slots.length) {
            grow();
        }
        Cell cell = new Cell(session, family);
        cells.add(cell);
        int slot = slotOf(key);
        keys[slot] = key;
        slots[slot] = cell;
        return cell;
    }

    private void grow() {
        long[] oldKeys = keys;
        @Nullable Cell[] old = slots;
        keys = new long[2 * old.length];
        slots = new Cell[2 * old.length];
        for (int i = 0; i < old.length; i++) {
            if (old[i] != null) {
                int slot = slotOf(oldKeys[i]);
                keys[slot] = oldKeys[i];
                slots[slot] = old[i];
            }
        }
    }

    private int slotOf(long key) {
        int mask = slots.length - 1;
        int slot = (int) ((key * 0x9e3779b97f4a7c15L) >>> 40) & mask;
        while (slots[slot] != null && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private int place(Session session) {
        Key key =
                settings.perClient()
                        ? new Key(
                                session.server(),
                                session.schema(),
                                session.user(),
                                session.client(),
                                session.isTold())
                        : new Key(session.server(), session.schema(), null, "", false);
        int place = sessions.computeIfAbsent(key, absent -> sessions.size());
        session.placed(number, place);
        return place;
    }

    private int place(Family family) {
        int place = families.computeIfAbsent(family.id(), absent -> families.size());
        family.placed(number, place);
        return place;
    }

    List<Cell> cells() {
        return cells;
    }
}
