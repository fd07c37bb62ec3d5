package io.github.spyhop.probe.reassembly;

import io.github.spyhop.probe.capture.TcpSegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies of segments of one direction that came before something they follow, by sequence number.
 * Few connections ever hold one.
 */
final class HeldSegments {

    /** Costs counted for a segment beside its bytes. */
    static final int OVERHEAD_BYTES = 64;

    private @Nullable List<Held> segments;

    /** A segment that waits. */
    static final class Held {
        final int sequence;
        final int acknowledged;
        final boolean acknowledges;
        final boolean syn;
        final boolean fin;
        final byte[] bytes;
        final int wireLength;
        final long nanos;

        Held(TcpSegment segment) {
            sequence = segment.sequence();
            acknowledged = segment.acknowledged();
            acknowledges = segment.has(TcpSegment.ACK);
            syn = segment.has(TcpSegment.SYN);
            fin = segment.has(TcpSegment.FIN);
            bytes =
                    Arrays.copyOfRange(
                            segment.bytes(), segment.offset(), segment.offset() + segment.length());
            wireLength = segment.wireLength();
            nanos = segment.nanos();
        }

        /** The sequence number of its first byte: a SYN takes one. */
        int startsAt() {
            return sequence + (syn ? 1 : 0);
        }

        int costBytes() {
            return bytes.length + OVERHEAD_BYTES;
        }
    }

    boolean isEmpty() {
        return segments == null || segments.isEmpty();
    }

    int size() {
        return segments == null ? 0 : segments.size();
    }

    Held first() {
        if (segments == null) {
            throw new IllegalStateException("nothing is held");
        }
        return segments.getFirst();
    }

    /** Behind those that do not start later, so that equal ones keep their order. */
    void add(Held held) {
        if (segments == null) {
            segments = new ArrayList<>(4);
        }
        int at = segments.size();
        while (at > 0 && segments.get(at - 1).sequence - held.sequence > 0) {
            at--;
        }
        segments.add(at, held);
    }

    Held removeFirst() {
        if (segments == null) {
            throw new IllegalStateException("nothing is held");
        }
        Held first = segments.removeFirst();
        if (segments.isEmpty()) {
            segments = null;
        }
        return first;
    }

    /** Forgets all; returns what they cost. */
    int clear() {
        int cost = 0;
        if (segments != null) {
            for (Held held : segments) {
                cost += held.costBytes();
            }
            segments = null;
        }
        return cost;
    }
}
