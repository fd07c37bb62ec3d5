package io.github.spyhop.probe.capture;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the fragments of IP packets together (RFC 791, RFC 8200). Fragments are rare, so this may
 * allocate, but it is bounded: the oldest packet is given up when there are too many, and a packet
 * of the kernel's own limit of time, by the capture's clock.
 */
final class FragmentTable {

    private static final int PACKETS_MAX = 256;
    private static final int PACKET_BYTES_MAX = 65_535;
    private static final long AGE_NANOS_MAX = 30_000_000_000L;

    private final Map<Key, Partial> partials = new HashMap<>();
    private final ArrayDeque<Key> byAge = new ArrayDeque<>();
    private long givenUp;

    /** What the fragments of one packet share; an IPv6 address as two numbers. */
    record Key(long source, long sourceLow, long destination, long destinationLow, int id) {}

    /** Where a fragment lies in its packet. */
    record Place(int offset, boolean more) {}

    /** The payload of the whole packet once this fragment completes it, else null. */
    byte @Nullable [] add(Key key, Place place, PacketView packet, int start, int end) {
        dropOldBefore(packet.nanos() - AGE_NANOS_MAX);
        int length = end - start;
        if (length <= 0
                || place.offset + length > PACKET_BYTES_MAX
                || (place.more && length % 8 != 0)) {
            givenUp++;
            return null;
        }
        Partial partial = partials.get(key);
        if (partial == null) {
            partial = new Partial(packet.nanos());
            partials.put(key, partial);
            byAge.add(key);
            if (byAge.size() > PACKETS_MAX) {
                giveUpOldest();
            }
        }
        partial.put(place, packet.bytes(), start, length);
        if (!partial.isWhole()) {
            return null;
        }
        partials.remove(key);
        byAge.remove(key);
        return java.util.Arrays.copyOf(partial.bytes, partial.total);
    }

    /** How many packets never became whole. */
    long givenUp() {
        return givenUp;
    }

    private void dropOldBefore(long nanos) {
        for (Key oldest = byAge.peek(); oldest != null; oldest = byAge.peek()) {
            Partial partial = partials.get(oldest);
            if (partial != null && partial.firstNanos >= nanos) {
                return;
            }
            giveUpOldest();
        }
    }

    private void giveUpOldest() {
        partials.remove(byAge.remove());
        givenUp++;
    }

    private static final class Partial {

        private final long firstNanos;
        private byte[] bytes = new byte[2_048];

        /** Which eighths of bytes came; fragments are cut at multiples of 8. */
        private final java.util.BitSet eighths = new java.util.BitSet();

        private int total = -1;

        Partial(long firstNanos) {
            this.firstNanos = firstNanos;
        }

        void put(Place place, byte[] source, int start, int length) {
            int end = place.offset + length;
            if (end > bytes.length) {
                bytes = java.util.Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
            }
            System.arraycopy(source, start, bytes, place.offset, length);
            eighths.set(place.offset / 8, (end + 7) / 8);
            if (!place.more) {
                total = end;
            }
        }

        boolean isWhole() {
            return total >= 0 && eighths.nextClearBit(0) >= (total + 7) / 8;
        }
    }
}
