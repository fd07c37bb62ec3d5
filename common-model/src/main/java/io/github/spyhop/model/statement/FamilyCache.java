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

    /** The digest of these tokens, or null. The array must have eight bytes behind the last. */
    @Nullable StatementDigest find(byte[] tokens, int length) {
        long hash = hash(tokens, length);
        int slot = young.find(hash, tokens, length);
        if (slot >= 0) {
            return young.digests[slot];
        }
        slot = old.find(hash, tokens, length);
        if (slot < 0) {
            return null;
        }
        StatementDigest digest = old.digests[slot];
        byte[] kept = old.tokens[slot];
        if (digest != null && kept != null) {
            keep(hash, kept, digest);
        }
        return digest;
    }

    void add(byte[] tokens, int length, StatementDigest digest) {
        if (length <= TOKEN_BYTES_MAX) {
            keep(hash(tokens, length), Arrays.copyOf(tokens, length), digest);
        }
    }

    private void keep(long hash, byte[] tokens, StatementDigest digest) {
        int half = Math.max(1, familiesMax / 2);
        if (young.size >= half || young.bytes + tokens.length > TOTAL_BYTES_MAX / 2) {
            Generation forgotten = old;
            old = young;
            forgotten.clear();
            young = forgotten;
        }
        young.add(hash, tokens, digest);
    }

    private long hash(byte[] tokens, int length) {
        long first = seed ^ length;
        long second = ~seed;
        int i = 0;
        while (i + 16 <= length) {
            first = mix(first ^ Bytes.load8(tokens, i));
            second = mix(second ^ Bytes.load8(tokens, i + 8));
            i += 16;
        }
        if (i + 8 <= length) {
            first = mix(first ^ Bytes.load8(tokens, i));
            i += 8;
        }
        if (i < length) {
            second = mix(second ^ (Bytes.load8(tokens, i) & Bytes.mask(length - i)));
        }
        return mix(first ^ Long.rotateLeft(second, 32));
    }

    private static long mix(long value) {
        long mixed = value * MULTIPLIER;
        return mixed ^ (mixed >>> 32);
    }

    /**
     * An open hash table that is at most half full. Its columns are apart, so that a look-up waits
     * for memory as rarely as can be.
     */
    private static final class Generation {
        private static final int SLOTS_MIN = 64;

        private long[] hashes = new long[SLOTS_MIN];
        private @Nullable StatementDigest[] digests = new @Nullable StatementDigest[SLOTS_MIN];
        private byte[] @Nullable [] tokens = new byte[SLOTS_MIN] @Nullable [];
        private int size;
        private long bytes;

        /** The slot of these tokens, or -1. */
        int find(long hash, byte[] wanted, int length) {
            int mask = hashes.length - 1;
            int slot = (int) (hash >>> 32) & mask;
            while (true) {
                byte[] found = tokens[slot];
                if (found == null) {
                    return -1;
                }
                if (hashes[slot] == hash
                        && Arrays.equals(found, 0, found.length, wanted, 0, length)) {
                    return slot;
                }
                slot = (slot + 1) & mask;
            }
        }

        void add(long hash, byte[] added, StatementDigest digest) {
            if (size * 2 >= hashes.length) {
                grow();
            }
            place(hash, added, digest);
            size++;
            bytes += added.length;
        }

        void clear() {
            Arrays.fill(digests, null);
            Arrays.fill(tokens, null);
            size = 0;
            bytes = 0;
        }

        private void grow() {
            long[] oldHashes = hashes;
            @Nullable StatementDigest[] oldDigests = digests;
            byte[] @Nullable [] oldTokens = tokens;
            int slots = oldHashes.length * 2;
            hashes = new long[slots];
            digests = new @Nullable StatementDigest[slots];
            tokens = new byte[slots] @Nullable [];
            for (int i = 0; i < oldHashes.length; i++) {
                byte[] moved = oldTokens[i];
                StatementDigest digest = oldDigests[i];
                if (moved != null && digest != null) {
                    place(oldHashes[i], moved, digest);
                }
            }
        }

        private void place(long hash, byte[] added, StatementDigest digest) {
            int mask = hashes.length - 1;
            int slot = (int) (hash >>> 32) & mask;
            while (tokens[slot] != null) {
                slot = (slot + 1) & mask;
            }
            hashes[slot] = hash;
            tokens[slot] = added;
            digests[slot] = digest;
        }
    }
}
