package io.github.spyhop.probe.digest;

import io.github.spyhop.model.statement.DigestOptions;
import io.github.spyhop.model.statement.SqlDigester;
import io.github.spyhop.model.statement.StatementDigest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names statements by their families, as the server's performance_schema does: by at most {@code
 * digestLengthMax} bytes of tokens. Not thread-safe.
 */
public final class StatementNames {

    /** More different ways of reading are read in the default way. */
    private static final int READINGS_MAX = 32;

    private final int digestLengthMax;
    private final int familiesMax;
    private final Map<Reading, SqlDigester> digesters = new HashMap<>();
    private final Map<Reading, Reading> readings = new HashMap<>();
    private final FamilyTable families;
    private Reading lastReading = Reading.DEFAULT;
    private SqlDigester digester;

    public StatementNames(int digestLengthMax, int familiesMax) {
        this.digestLengthMax = digestLengthMax;
        this.familiesMax = familiesMax;
        families = new FamilyTable(familiesMax);
        digester = digesterOf(lastReading);
    }

    /** The one object for all sessions that are read so: then {@link #name} need not compare them. */
    public Reading same(Reading reading) {
        Reading known = readings.get(reading);
        if (known == null && readings.size() < READINGS_MAX) {
            readings.put(reading, reading);
        }
        return known == null ? reading : known;
    }

    /** The family of the first statement in a part of an array. */
    public Family name(Reading reading, byte[] sql, int from, int to) {
        if (isOther(reading)) {
            digester = digesterOf(reading);
            lastReading = reading;
        }
        return families.of(digester.digest(sql, from, to));
    }

    /** Whether it is another object: sessions keep theirs, so it rarely is. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isOther(Reading reading) {
        return reading != lastReading;
    }

    /** Where the statement behind the last named one begins, or the end. */
    public int nextStatement() {
        return digester.nextStatement();
    }

    private SqlDigester digesterOf(Reading reading) {
        SqlDigester known = digesters.get(reading);
        if (known != null) {
            return known;
        }
        if (digesters.size() >= READINGS_MAX) {
            return digesterOf(Reading.DEFAULT);
        }
        SqlDigester made =
                new SqlDigester(
                        new DigestOptions(
                                reading.dialect(),
                                reading.modes(),
                                reading.charset(),
                                digestLengthMax,
                                familiesMax));
        digesters.put(reading, made);
        return made;
    }

    /** Families by the very digest object that the digester gives for each. */
    private static final class FamilyTable {

        private static final int FIRST_SLOTS = 1_024;

        private final int familiesMax;
        private @Nullable Family[] slots = new Family[FIRST_SLOTS];
        private int count;

        FamilyTable(int familiesMax) {
            this.familiesMax = familiesMax;
        }

        Family of(StatementDigest digest) {
            int mask = slots.length - 1;
            int slot = System.identityHashCode(digest) & mask;
            Family family = slots[slot];
            while (family != null && !family.isOf(digest)) {
                slot = slot + 1 & mask;
                family = slots[slot];
            }
            return family == null ? add(digest) : family;
        }

        private Family add(StatementDigest digest) {
            if (count >= familiesMax) {
                // Those in use come again; windows know them by their id.
                slots = new Family[FIRST_SLOTS];
                count = 0;
            } else if (2 * (count + 1) > slots.length) {
                grow();
            }
            Family family = new Family(digest);
            place(family);
            return family;
        }

        private void grow() {
            @Nullable Family[] old = slots;
            slots = new Family[2 * old.length];
            count = 0;
            for (Family family : old) {
                if (family != null) {
                    place(family);
                }
            }
        }

        private void place(Family family) {
            int mask = slots.length - 1;
            int slot = System.identityHashCode(family.digest()) & mask;
            while (slots[slot] != null) {
                slot = slot + 1 & mask;
            }
            slots[slot] = family;
            count++;
        }
    }
}
