package io.github.spyhop.probe.reassembly;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The connections by their two ends: open addressing with linear probing, no object per look-up. */
final class FlowTable {

    private static final int FIRST_SLOTS = 1_024;

    private @Nullable TcpFlow[] slots = new TcpFlow[FIRST_SLOTS];
    private int count;

    int size() {
        return count;
    }

    @Nullable TcpFlow find(long low, long high) {
        int mask = slots.length - 1;
        int slot = slotOf(low, high, mask);
        TcpFlow flow = slots[slot];
        while (flow != null && (flow.low() != low || flow.high() != high)) {
            slot = slot + 1 & mask;
            flow = slots[slot];
        }
        return flow;
    }

    void add(TcpFlow flow) {
        if (2 * (count + 1) > slots.length) {
            grow();
        }
        place(flow);
        count++;
    }

    private void place(TcpFlow flow) {
        int mask = slots.length - 1;
        int slot = slotOf(flow.low(), flow.high(), mask);
        while (slots[slot] != null) {
            slot = slot + 1 & mask;
        }
        slots[slot] = flow;
    }

    private void grow() {
        @Nullable TcpFlow[] old = slots;
        slots = new TcpFlow[2 * old.length];
        for (TcpFlow flow : old) {
            if (flow != null) {
                place(flow);
            }
        }
    }

    /** Removes the flow and moves those behind it into the hole that it leaves. */
    void remove(TcpFlow flow) {
        int mask = slots.length - 1;
        int hole = slotOf(flow.low(), flow.high(), mask);
        while (slots[hole] != flow) {
            if (slots[hole] == null) {
                return;
            }
            hole = hole + 1 & mask;
        }
        count--;
        int slot = hole;
        while (true) {
            slots[hole] = null;
            TcpFlow moved;
            int wanted;
            do {
                slot = slot + 1 & mask;
                moved = slots[slot];
                if (moved == null) {
                    return;
                }
                wanted = slotOf(moved.low(), moved.high(), mask);
            } while ((slot - wanted & mask) < (slot - hole & mask));
            slots[hole] = moved;
            hole = slot;
        }
    }

    /** Shows each flow once; the consumer must not change the table. */
    void forEach(Consumer<TcpFlow> consumer) {
        for (TcpFlow flow : slots) {
            if (flow != null) {
                consumer.accept(flow);
            }
        }
    }

    /** The longest idle of a sample that starts at a place which the number chooses. */
    @Nullable TcpFlow idlestOfSample(int start, int sample) {
        TcpFlow idlest = null;
        int mask = slots.length - 1;
        int seen = 0;
        for (int i = 0; i < slots.length && seen < sample; i++) {
            TcpFlow flow = slots[start + i & mask];
            if (flow != null) {
                seen++;
                if (idlest == null || flow.lastNanos < idlest.lastNanos) {
                    idlest = flow;
                }
            }
        }
        return idlest;
    }

    private static int slotOf(long low, long high, int mask) {
        long hash = (low * 0x9e3779b97f4a7c15L ^ high) * 0xc2b2ae3d27d4eb4fL;
        return (int) (hash >>> 32) & mask;
    }
}
