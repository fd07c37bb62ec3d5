package io.github.spyhop.probe.reassembly;

import io.github.spyhop.probe.capture.TcpSegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Delivers the segments that did not come in order: they are held until what they follow has come,
 * or until that is given up as a gap.
 */
final class HeldDelivery {

    /** Once the receiver has acknowledged what is missing, only a late packet can bring it. */
    private static final int SEGMENTS_BEFORE_GAP = 16;

    private static final long NANOS_BEFORE_GAP = 100_000_000L;

    /** Not acknowledged: it will be sent again, at growing intervals. */
    private static final long NANOS_BEFORE_UNACKNOWLEDGED_GAP = 10_000_000_000L;

    private final ReassemblyLimits limits;
    private final ReassemblyCounters counters;
    private final List<TcpFlow> waiting = new ArrayList<>();
    private long heldBytes;

    HeldDelivery(ReassemblyLimits limits, ReassemblyCounters counters) {
        this.limits = limits;
        this.counters = counters;
    }

    /** Of all connections. */
    long heldBytes() {
        return heldBytes;
    }

    /** Keeps a copy until what it follows was delivered. */
    void hold(TcpFlow flow, HalfStream half, TcpSegment segment) {
        if (half.ahead(segment.sequence()) > 0) {
            counters.outOfOrder++;
        }
        HeldSegments.Held held = new HeldSegments.Held(segment);
        half.held.add(held);
        heldBytes += held.costBytes();
        flow.heldBytes += held.costBytes();
    }

    /** Delivers what can be delivered, and gives up waiting where that is due. */
    void settle(TcpFlow flow, long nanos) {
        while (true) {
            while (deliverFirst(flow, true) || deliverFirst(flow, false)) {
                if (flow.isClosed()) {
                    return;
                }
            }
            if (flow.fromLow.held.isEmpty() && flow.fromHigh.held.isEmpty()) {
                stopWaiting(flow);
                return;
            }
            if (!flow.isWaiting()) {
                flow.waitingSinceNanos = nanos;
                flow.segmentsWhileWaiting = 0;
                waiting.add(flow);
            }
            flow.segmentsWhileWaiting++;
            if (!isGapDue(flow, nanos) || !giveUpNearest(flow, nanos)) {
                return;
            }
            flow.waitingSinceNanos = nanos;
            flow.segmentsWhileWaiting = 0;
        }
    }

    /** Delivers a direction's first held segment, if nothing before it is missing. */
    private boolean deliverFirst(TcpFlow flow, boolean fromLow) {
        HalfStream half = flow.half(fromLow);
        HalfStream other = flow.half(!fromLow);
        StreamListener listener = flow.listener;
        if (half.held.isEmpty() || listener == null) {
            return false;
        }
        HeldSegments.Held first = half.held.first();
        if (half.ahead(first.startsAt()) > 0
                || (first.acknowledges
                        && other.started
                        && other.ahead(first.acknowledged) > 0
                        && !other.finished)) {
            return false;
        }
        deliver(flow, fromLow, listener);
        return true;
    }

    /** Delivers what a direction's first held segment brings anew. */
    private void deliver(TcpFlow flow, boolean fromLow, StreamListener listener) {
        HalfStream half = flow.half(fromLow);
        HeldSegments.Held first = half.held.removeFirst();
        release(flow, first.costBytes());
        long nanos = Math.max(first.nanos, flow.deliveredNanos);
        flow.deliveredNanos = nanos;
        int start = first.startsAt();
        int skip = half.next - start;
        int fresh = first.bytes.length - skip;
        if (fresh > 0) {
            half.next += fresh;
            listener.bytes(fromLow, first.bytes, skip, fresh, nanos);
        }
        int cut = half.ahead(start + first.wireLength);
        if (cut > 0) {
            gap(listener, flow, half, cut, nanos);
        }
        if (first.fin && !half.finished) {
            half.finished = true;
            half.next++;
            if (flow.half(!fromLow).finished) {
                end(flow, StreamListener.End.FINISHED, nanos);
            }
        }
    }

    private boolean isGapDue(TcpFlow flow, long nanos) {
        if (flow.heldBytes > limits.heldBytesPerConnection()
                || heldBytes > limits.heldBytesInAll()) {
            return true;
        }
        long waited = nanos - flow.waitingSinceNanos;
        if (waited > NANOS_BEFORE_UNACKNOWLEDGED_GAP) {
            return true;
        }
        boolean acknowledged = isAcknowledged(flow, true) || isAcknowledged(flow, false);
        return acknowledged
                && (waited > NANOS_BEFORE_GAP || flow.segmentsWhileWaiting > SEGMENTS_BEFORE_GAP);
    }

    /** Whether the receiver has what is missing of this direction. */
    private static boolean isAcknowledged(TcpFlow flow, boolean fromLow) {
        HalfStream half = flow.half(fromLow);
        HalfStream other = flow.half(!fromLow);
        return half.started && other.started && half.ahead(other.lastAcknowledged) > 0;
    }

    /** Gives up the nearest missing stretch; false if nothing is held. */
    private boolean giveUpNearest(TcpFlow flow, long nanos) {
        StreamListener listener = flow.listener;
        if (listener == null || (flow.fromLow.held.isEmpty() && flow.fromHigh.held.isEmpty())) {
            return false;
        }
        int low = missing(flow, true);
        int high = missing(flow, false);
        if (low == 0 && high == 0) {
            // Each acknowledges what the other brings: no such order exists, so any will do.
            deliver(flow, !flow.fromLow.held.isEmpty(), listener);
            return true;
        }
        boolean fromLow = high == 0 || (low != 0 && low <= high);
        gap(listener, flow, flow.half(fromLow), fromLow ? low : high, nanos);
        return true;
    }

    /** How many bytes of this direction are missing before a held segment of either can go on. */
    private static int missing(TcpFlow flow, boolean fromLow) {
        HalfStream half = flow.half(fromLow);
        HalfStream other = flow.half(!fromLow);
        if (!half.started) {
            return 0;
        }
        boolean acknowledgedMore =
                !other.held.isEmpty()
                        && other.held.first().acknowledges
                        && half.ahead(other.held.first().acknowledged) > 0;
        if (half.held.isEmpty()) {
            return acknowledgedMore ? half.ahead(other.held.first().acknowledged) : 0;
        }
        int beforeHeld = Math.max(0, half.ahead(half.held.first().startsAt()));
        return acknowledgedMore
                ? Math.min(beforeHeld, half.ahead(other.held.first().acknowledged))
                : beforeHeld;
    }

    /** Tells the listener of bytes that were sent and not captured. */
    void gap(StreamListener listener, TcpFlow flow, HalfStream half, int missing, long nanos) {
        half.next += missing;
        counters.gaps++;
        counters.gapBytes += missing;
        listener.gap(half == flow.fromLow, missing, nanos);
    }

    private void stopWaiting(TcpFlow flow) {
        if (flow.isWaiting()) {
            flow.waitingSinceNanos = 0;
            waiting.remove(flow);
        }
    }

    private void release(TcpFlow flow, int bytes) {
        heldBytes -= bytes;
        flow.heldBytes -= bytes;
    }

    /** Delivers all that is held, with gaps for what is missing. */
    void giveUpAll(TcpFlow flow, long nanos) {
        while (!flow.isClosed()) {
            if (!deliverFirst(flow, true)
                    && !deliverFirst(flow, false)
                    && !giveUpNearest(flow, nanos)) {
                break;
            }
        }
    }

    /** Nothing more comes of the connection; what is still held is forgotten. */
    void end(TcpFlow flow, StreamListener.End why, long nanos) {
        StreamListener listener = flow.listener;
        flow.listener = null;
        release(flow, flow.fromLow.held.clear() + flow.fromHigh.held.clear());
        stopWaiting(flow);
        if (listener != null) {
            listener.ended(why, nanos);
        }
    }

    /** Looks after the connections that wait, as time passes. */
    void sweep(long nanos) {
        for (TcpFlow flow : List.copyOf(waiting)) {
            settle(flow, nanos);
        }
    }
}
