package io.github.spyhop.probe.exchange;

import org.jspecify.annotations.Nullable;

/** The commands of a connection without an answer, oldest first; its objects are used again. */
final class PendingRing {

    private PendingExchange[] ring = {new PendingExchange()};
    private int head;
    private int size;

    /** A new last one, to be filled. */
    PendingExchange add() {
        if (size == ring.length) {
            grow();
        }
        return ring[head + size++ & ring.length - 1];
    }

    /** The oldest. */
    PendingExchange first() {
        if (size == 0) {
            throw new IllegalStateException("no command is under way");
        }
        return ring[head];
    }

    void removeFirst() {
        head = head + 1 & ring.length - 1;
        size--;
    }

    /** Removes the oldest, which stays readable until the next {@link #add}; null if there is none. */
    @Nullable PendingExchange poll() {
        if (size == 0) {
            return null;
        }
        PendingExchange first = first();
        removeFirst();
        return first;
    }

    private void grow() {
        PendingExchange[] wider = new PendingExchange[2 * ring.length];
        for (int i = 0; i < wider.length; i++) {
            wider[i] = i < size ? ring[head + i & ring.length - 1] : new PendingExchange();
        }
        ring = wider;
        head = 0;
    }
}
