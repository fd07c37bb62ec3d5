package io.github.spyhop.probe.reassembly;

import org.jspecify.annotations.Nullable;

/**
 * One connection: two ends, numbered as {@link io.github.spyhop.probe.capture.AddressBook} says,
 * and the state of each direction.
 */
public final class TcpFlow {

    /** Which end opened the connection, as far as the capture shows. */
    public enum Opener {
        UNKNOWN,
        LOW,
        HIGH
    }

    private final long low;
    private final long high;
    final HalfStream fromLow = new HalfStream();
    final HalfStream fromHigh = new HalfStream();
    @Nullable StreamListener listener;
    Opener opener = Opener.UNKNOWN;
    long lastNanos;

    /** Since when segments are held back because something before them is missing; 0 if none are. */
    long waitingSinceNanos;

    int segmentsWhileWaiting;
    int heldBytes;

    /** The newest time that the listener was given: what waited comes not earlier. */
    long deliveredNanos;

    TcpFlow(long low, long high) {
        this.low = low;
        this.high = high;
    }

    /** The end with the smaller number. */
    public long low() {
        return low;
    }

    /** The end with the larger number. */
    public long high() {
        return high;
    }

    public Opener opener() {
        return opener;
    }

    HalfStream half(boolean low) {
        return low ? fromLow : fromHigh;
    }

    boolean isWaiting() {
        return waitingSinceNanos != 0;
    }

    boolean isClosed() {
        return listener == null;
    }
}
