package io.github.spyhop.probe.reassembly;

/** What reassembly saw since it began; only its own thread writes. */
public final class ReassemblyCounters {

    long segments;
    long duplicates;
    long retransmissions;
    long outOfOrder;
    long gaps;
    long gapBytes;
    long connectionsOpened;
    long connectionsForgotten;

    public long segments() {
        return segments;
    }

    /** Copies of a packet that another interface had shown already. */
    public long duplicates() {
        return duplicates;
    }

    public long retransmissions() {
        return retransmissions;
    }

    public long outOfOrder() {
        return outOfOrder;
    }

    public long gaps() {
        return gaps;
    }

    public long gapBytes() {
        return gapBytes;
    }

    public long connectionsOpened() {
        return connectionsOpened;
    }

    /** Given up because there were more than the limit, or for their idleness. */
    public long connectionsForgotten() {
        return connectionsForgotten;
    }
}
