package io.github.spyhop.model.statement;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The families that a digester remembers, found by their tokens.
 *
 * <p>A hash leads to a family, all of its tokens are then compared, so two families are never taken
 * for one. Two generations bound the memory: when the young one is full it becomes the old one, and
 * what was in the old one and not asked for since is forgotten.
 */
final class FamilyCache {

    /** Families of more tokens than this are not kept; they are rarely seen twice. */
    private static final int TOKEN_BYTES_MAX = 1 << 16;

    /** The most that the tokens of all families may take. */
    private static final long TOTAL_BYTES_MAX = 64L << 20;

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final long seed = ThreadLocalRandom.current().nextLong();
    private final int familiesMax;
    private Generation young;
    private Generation old;

    FamilyCache(int familiesMax) {
        this.familiesMax = familiesMax;
        this.young = new Generation();
        this.old = new Generation();
    }

    /** The family of these tokens, or null. The array must have eight bytes behind the last. */
    @Nullable StatementDigest find(byte[] tokens, int length) {
        long hash = hash(tokens, length);
        Family family = young.find(hash, tokens, length);
        if (family == null) {
            family = old.find(hash, tokens, length);
            if (family == null) {
                return null;
            }
            keep(family);
        }
        return family.digest;
    }

    void add(byte[] tokens, int length, StatementDigest digest) {
        if (length <= TOKEN_BYTES_MAX) {
            keep(new Family(hash(tokens, length), Arrays.copyOf(tokens, length), digest));
        }
    }

    private void keep(Family family) {
        int half = Math.max(1, familiesMax / 2);
        if (young.size >= half || young.bytes + family.tokens.length > TOTAL_BYTES_MAX / 2) {
            Generation forgotten = old;
            old = young;
            forgotten.clear();
            young = forgotten;
        }
        young.add(family);
    }

    private long hash(byte[] tokens, int length) {
        long hash = seed ^ length;
        int i = 0;
        while (i + 8 <= length) {
            hash = mix(hash ^ Bytes.load8(tokens, i));
            i += 8;
        }
        if (i < length) {
            hash = mix(hash ^ (Bytes.load8(tokens, i) & Bytes.mask(length - i)));
        }
        return hash;
    }

    private static long mix(long value) {
        long mixed = value * MULTIPLIER;
        return mixed ^ mixed >>> 32;
    }

    private static final class Family {
        final long hash;
        final byte[] tokens;
        final StatementDigest digest;

        Family(long hash, byte[] tokens, StatementDigest digest) {
            this.hash = hash;
            this.tokens = tokens;
            this.digest = digest;
        }
    }

    /** An open hash table that is at most half full. */
    private static final class Generation {
        private @Nullable Family[] slots = new @Nullable Family[64];
        int size;
        long bytes;

        @Nullable Family find(long hash, byte[] tokens, int length) {
            @Nullable Family[] table = slots;
            int mask = table.length - 1;
            int slot = (int) (hash >>> 32) & mask;
            while (true) {
                Family family = table[slot];
                if (family == null) {
                    return null;
                }
                if (family.hash == hash
                        && Arrays.equals(
                                family.tokens, 0, family.tokens.length, tokens, 0, length)) {
                    return family;
                }
                slot = (slot + 1) & mask;
            }
        }

        void add(Family family) {
            if (size * 2 >= slots.length) {
                @Nullable Family[] smaller = slots;
                slots = new @Nullable Family[smaller.length * 2];
                for (Family moved : smaller) {
                    if (moved != null) {
                        place(moved);
                    }
                }
            }
            place(family);
            size++;
            bytes += family.tokens.length;
        }

        void clear() {
            Arrays.fill(slots, null);
            size = 0;
            bytes = 0;
        }

        private void place(Family family) {
            int mask = slots.length - 1;
            int slot = (int) (family.hash >>> 32) & mask;
            while (slots[slot] != null) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = family;
        }
    }
}
