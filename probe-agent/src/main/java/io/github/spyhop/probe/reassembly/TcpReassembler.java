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

    private static final long SWEEP_EVERY_NANOS = 50_000_000L;
    private static final long FULL_SWEEP_EVERY_NANOS = 5_000_000_000L;
    private static final long CLOSED_KEPT_NANOS = 5_000_000_000L;
    private static final int STALE_RUN_MAX = 256;
    private static final int EVICTION_SAMPLE = 32;

    private final ReassemblyLimits limits;
    private final Function<TcpFlow, StreamListener> listeners;
    private final FlowTable flows = new FlowTable();
    private final ReassemblyCounters counters = new ReassemblyCounters();
    private final HeldDelivery held;
    private long nextSweepNanos;
    private long nextFullSweepNanos;

    public TcpReassembler(ReassemblyLimits limits, Function<TcpFlow, StreamListener> listeners) {
        this.limits = limits;
        this.listeners = listeners;
        held = new HeldDelivery(limits, counters);
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
            held.giveUpAll(current, segment.nanos());
            held.end(current, StreamListener.End.RESET, segment.nanos());
            return;
        }
        held.hold(current, half, segment);
        held.settle(current, segment.nanos());
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
                held.gap(listener, flow, half, 0, segment.nanos());
            }
            half.startAt(segment.sequence());
            return false;
        }
        return true;
    }

    private void forget(TcpFlow flow, StreamListener.End why, long nanos) {
        if (!flow.isClosed()) {
            held.giveUpAll(flow, nanos);
            if (why == StreamListener.End.FORGOTTEN) {
                counters.connectionsForgotten++;
            }
            held.end(flow, why, nanos);
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
        held.sweep(nanos);
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
        return held.heldBytes();
    }

    public ReassemblyCounters counters() {
        return counters;
    }
}
