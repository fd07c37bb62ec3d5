package io.github.spyhop.probe.reassembly;

import io.github.spyhop.probe.capture.TcpSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives each connection's listener the bytes of both directions in order (RFC 9293), and in causal
 * order: what acknowledges bytes that were not seen yet waits for them. What stays missing is a
 * gap. A segment that comes in order, as nearly all do, is passed on without being copied.
 */
public final class TcpReassembler {

    /** Once the receiver has acknowledged what is missing, only a late packet can bring it. */
    private static final int SEGMENTS_BEFORE_GAP = 16;

    private static final long NANOS_BEFORE_GAP = 100_000_000L;

    /** Not acknowledged: it will be sent again, at growing intervals. */
    private static final long NANOS_BEFORE_UNACKNOWLEDGED_GAP = 10_000_000_000L;

    private static final long SWEEP_EVERY_NANOS = 50_000_000L;
    private static final long FULL_SWEEP_EVERY_NANOS = 5_000_000_000L;
    private static final long CLOSED_KEPT_NANOS = 5_000_000_000L;
    private static final int STALE_RUN_MAX = 256;
    private static final int EVICTION_SAMPLE = 32;

    private final ReassemblyLimits limits;
    private final Function<TcpFlow, StreamListener> listeners;
    private final FlowTable flows = new FlowTable();
    private final List<TcpFlow> waiting = new ArrayList<>();
    private final ReassemblyCounters counters = new ReassemblyCounters();
    private long heldBytes;
    private long nextSweepNanos;
    private long nextFullSweepNanos;

    public TcpReassembler(ReassemblyLimits limits, Function<TcpFlow, StreamListener> listeners) {
        this.limits = limits;
        this.listeners = listeners;
    }

    /** Takes the next captured segment. */
    public void accept(TcpSegment segment) {
        counters.segments++;
        boolean fromLow = segment.source() < segment.destination();
        TcpFlow flow =
                fromLow
                        ? flows.find(segment.source(), segment.destination())
                        : flows.find(segment.destination(), segment.source());
        if (flow == null) {
            flow = open(segment, fromLow);
            if (flow == null) {
                return;
            }
        }
        HalfStream half = flow.half(fromLow);
        HalfStream other = flow.half(!fromLow);
        StreamListener listener = flow.listener;
        if (listener != null
                && segment.isPlain()
                && half.started
                && half.next == segment.sequence()
                && half.lastDevice == segment.device()
                && !flow.isWaiting()
                && (!other.started || other.ahead(segment.acknowledged()) <= 0)) {
            flow.lastNanos = segment.nanos();
            half.lastAcknowledged = segment.acknowledged();
            int length = segment.length();
            if (length > 0) {
                half.next += length;
                half.staleRun = 0;
                listener.bytes(fromLow, segment.bytes(), segment.offset(), length, segment.nanos());
            }
        } else {
            acceptSlowly(flow, fromLow, segment);
        }
        if (segment.nanos() >= nextSweepNanos) {
            sweep(segment.nanos());
        }
    }

    private @Nullable TcpFlow open(TcpSegment segment, boolean fromLow) {
        if (segment.wireLength() == 0 && !segment.has(TcpSegment.SYN)) {
            return null;
        }
        if (flows.size() >= limits.connectionsMax()) {
            TcpFlow idlest = flows.idlestOfSample((int) counters.segments, EVICTION_SAMPLE);
            if (idlest != null) {
                forget(idlest, StreamListener.End.FORGOTTEN, segment.nanos());
            }
        }
        TcpFlow flow =
                fromLow
                        ? new TcpFlow(segment.source(), segment.destination())
                        : new TcpFlow(segment.destination(), segment.source());
        if (segment.has(TcpSegment.SYN)) {
            boolean opensHere = !segment.has(TcpSegment.ACK);
            flow.opener = opensHere == fromLow ? TcpFlow.Opener.LOW : TcpFlow.Opener.HIGH;
        }
        flow.listener = listeners.apply(flow);
        flows.add(flow);
        counters.connectionsOpened++;
        return flow;
    }

    private void acceptSlowly(TcpFlow flow, boolean fromLow, TcpSegment segment) {
        @Nullable TcpFlow current = flow;
        if (segment.has(TcpSegment.SYN)) {
            current = synchronise(flow, fromLow, segment);
        }
        if (current.isClosed()) {
            current = reopen(current, fromLow, segment);
            if (current == null) {
                return;
            }
        }
        HalfStream half = current.half(fromLow);
        current.lastNanos = segment.nanos();
        if (!half.started) {
            half.startAt(segment.sequence());
            half.lastDevice = segment.device();
        }
        if (isOld(current, half, segment)) {
            return;
        }
        half.lastDevice = segment.device();
        half.lastAcknowledged = segment.acknowledged();
        if (segment.has(TcpSegment.RST)) {
            giveUpAll(current, segment.nanos());
            end(current, StreamListener.End.RESET, segment.nanos());
            return;
        }
        hold(current, half, segment);
        settle(current, segment.nanos());
    }

    /** A SYN starts its direction; a new one on known ends is a new connection. */
    private TcpFlow synchronise(TcpFlow flow, boolean fromLow, TcpSegment segment) {
        HalfStream half = flow.half(fromLow);
        if (half.synSeen && half.synSequence == segment.sequence()) {
            return flow;
        }
        TcpFlow current = flow;
        if (half.started || flow.isClosed()) {
            forget(flow, StreamListener.End.REPLACED, segment.nanos());
            TcpFlow opened = open(segment, fromLow);
            if (opened == null) {
                throw new IllegalStateException("a SYN always opens a connection");
            }
            current = opened;
        }
        HalfStream started = current.half(fromLow);
        started.synSeen = true;
        started.synSequence = segment.sequence();
        started.startAt(segment.sequence() + 1);
        started.lastDevice = segment.device();
        return current;
    }

    /** What comes long after the end is of a new connection whose SYN was missed. */
    private @Nullable TcpFlow reopen(TcpFlow closed, boolean fromLow, TcpSegment segment) {
        if (segment.nanos() - closed.lastNanos < CLOSED_KEPT_NANOS) {
            return null;
        }
        flows.remove(closed);
        return open(segment, fromLow);
    }

    /** Whether it brings nothing new: a retransmission, a keep-alive or another interface's copy. */
    private boolean isOld(TcpFlow flow, HalfStream half, TcpSegment segment) {
        int start = segment.sequence() + (segment.has(TcpSegment.SYN) ? 1 : 0);
        int end = start + segment.wireLength();
        boolean bringsEnd = segment.has(TcpSegment.FIN) || segment.has(TcpSegment.RST);
        if (segment.wireLength() == 0) {
            boolean copy =
                    segment.device() != half.lastDevice
                            && segment.acknowledged() == half.lastAcknowledged;
            if (copy && !bringsEnd) {
                counters.duplicates++;
                return true;
            }
            return false;
        }
        if (half.ahead(end) > 0 || (bringsEnd && half.ahead(end) == 0)) {
            half.staleRun = 0;
            return false;
        }
        if (segment.device() != half.lastDevice) {
            counters.duplicates++;
        } else {
            counters.retransmissions++;
        }
        if (++half.staleRun > STALE_RUN_MAX) {
            // Not retransmissions: more was missed than sequence numbers can tell.
            half.staleRun = 0;
            StreamListener listener = flow.listener;
            if (listener != null) {
                gap(listener, flow, half, 0, segment.nanos());
            }
            half.startAt(segment.sequence());
            return false;
        }
        return true;
    }

    private void hold(TcpFlow flow, HalfStream half, TcpSegment segment) {
        if (half.ahead(segment.sequence()) > 0) {
            counters.outOfOrder++;
        }
        HeldSegments.Held held = new HeldSegments.Held(segment);
        half.held.add(held);
        heldBytes += held.costBytes();
        flow.heldBytes += held.costBytes();
    }

    /** Delivers what can be delivered, and gives up waiting where that is due. */
    private void settle(TcpFlow flow, long nanos) {
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
            if (!isGapDue(flow, nanos) || !declareNearestGap(flow, nanos)) {
                return;
            }
            flow.waitingSinceNanos = nanos;
            flow.segmentsWhileWaiting = 0;
        }
    }

    private boolean deliverFirst(TcpFlow flow, boolean fromLow) {
        HalfStream half = flow.half(fromLow);
        HalfStream other = flow.half(!fromLow);
        StreamListener listener = flow.listener;
        if (half.held.isEmpty() || listener == null) {
            return false;
        }
        HeldSegments.Held first = half.held.first();
        int start = first.sequence + (first.syn ? 1 : 0);
        if (half.ahead(start) > 0
                || (first.acknowledges
                        && other.started
                        && other.ahead(first.acknowledged) > 0
                        && !other.finished)) {
            return false;
        }
        half.held.removeFirst();
        release(flow, first.costBytes());
        long nanos = Math.max(first.nanos, flow.deliveredNanos);
        flow.deliveredNanos = nanos;
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
            if (other.finished) {
                end(flow, StreamListener.End.FINISHED, nanos);
            }
        }
        return true;
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

    /** Gives up the nearest missing stretch; false if nothing is missing. */
    private boolean declareNearestGap(TcpFlow flow, long nanos) {
        int low = missing(flow, true);
        int high = missing(flow, false);
        StreamListener listener = flow.listener;
        if ((low == 0 && high == 0) || listener == null) {
            return false;
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
        int beforeHeld = Math.max(0, half.ahead(half.held.first().sequence));
        return acknowledgedMore
                ? Math.min(beforeHeld, half.ahead(other.held.first().acknowledged))
                : beforeHeld;
    }

    private void gap(
            StreamListener listener, TcpFlow flow, HalfStream half, int missing, long nanos) {
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

    private void giveUpAll(TcpFlow flow, long nanos) {
        while (!flow.isClosed()) {
            if (!deliverFirst(flow, true)
                    && !deliverFirst(flow, false)
                    && !declareNearestGap(flow, nanos)) {
                break;
            }
        }
    }

    private void end(TcpFlow flow, StreamListener.End why, long nanos) {
        StreamListener listener = flow.listener;
        flow.listener = null;
        release(flow, flow.fromLow.held.clear() + flow.fromHigh.held.clear());
        stopWaiting(flow);
        if (listener != null) {
            listener.ended(why, nanos);
        }
    }

    private void forget(TcpFlow flow, StreamListener.End why, long nanos) {
        if (!flow.isClosed()) {
            giveUpAll(flow, nanos);
            if (why == StreamListener.End.FORGOTTEN) {
                counters.connectionsForgotten++;
            }
            end(flow, why, nanos);
        }
        flows.remove(flow);
    }

    /**
     * Looks after what waits or is idle. The pipeline calls it also when no packet comes.
     *
     * @param nanos the time now, by the clock of the captured packets
     */
    public void sweep(long nanos) {
        nextSweepNanos = nanos + SWEEP_EVERY_NANOS;
        for (TcpFlow flow : List.copyOf(waiting)) {
            settle(flow, nanos);
        }
        if (nanos >= nextFullSweepNanos) {
            nextFullSweepNanos = nanos + FULL_SWEEP_EVERY_NANOS;
            List<TcpFlow> old = new ArrayList<>();
            flows.forEach(flow -> {
                long idle = nanos - flow.lastNanos;
                if (idle > (flow.isClosed() ? CLOSED_KEPT_NANOS : limits.idleMax().toNanos())) {
                    old.add(flow);
                }
            });
            old.forEach(flow -> forget(flow, StreamListener.End.FORGOTTEN, nanos));
        }
    }

    /** Ends every connection: the source has ended. */
    public void endAll(long nanos) {
        List<TcpFlow> all = new ArrayList<>(flows.size());
        flows.forEach(all::add);
        all.forEach(flow -> forget(flow, StreamListener.End.SOURCE_ENDED, nanos));
    }

    public int connections() {
        return flows.size();
    }

    /** Of segments that wait for something before them. */
    public long heldBytes() {
        return heldBytes;
    }

    public ReassemblyCounters counters() {
        return counters;
    }
}
