package io.github.spyhop.probe.reassembly;

/** One direction of a connection. Sequence numbers wrap: only differences mean something. */
final class HalfStream {

    boolean started;

    /** The sequence number of the next byte that the listener gets. */
    int next;

    boolean finished;

    /** The sequence number of the SYN, to know a repeated one from a new connection's. */
    int synSequence;

    boolean synSeen;

    /** Segments in a row that lie before {@link #next}. */
    int staleRun;

    /** The interface and acknowledgement of the newest segment: a copy of it is counted apart. */
    int lastDevice;

    int lastAcknowledged;

    final HeldSegments held = new HeldSegments();

    void startAt(int sequence) {
        started = true;
        next = sequence;
    }

    /** How far a sequence number lies ahead of what was delivered. */
    int ahead(int sequence) {
        return sequence - next;
    }
}
