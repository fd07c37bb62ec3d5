package io.github.spyhop.probe.capture;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * Numbers for addresses, so that a connection's key is two numbers. An IPv4 address is its own 32
 * bits, an IPv6 address {@code 1 << 32} plus its place in this book; an end of a connection is the
 * address's number followed by 16 bits of port. An IPv4 address mapped into IPv6 is that IPv4
 * address. Not thread-safe.
 */
public final class AddressBook {

    /** An end that has no number because the book is full. */
    static final long UNKNOWN_END = -1;

    private static final long IPV6 = 1L << 32;
    private static final int PORT_BITS = 16;
    private static final int IPV6_BYTES = 16;
    private static final int FIRST_CAPACITY = 64;

    private final int addressesMax;
    private long[] high = new long[FIRST_CAPACITY];
    private long[] low = new long[FIRST_CAPACITY];
    private int count;

    /** Places plus one, by hash; a power of two and at least twice as long as {@code high}. */
    private int[] slots = new int[2 * FIRST_CAPACITY];

    /**
     * @param addressesMax how many IPv6 addresses are remembered; packets of others are counted but
     *     not followed
     */
    public AddressBook(int addressesMax) {
        this.addressesMax = addressesMax;
    }

    static long ipv4End(int address, int port) {
        return (address & 0xffffffffL) << PORT_BITS | port;
    }

    /** The end, or {@link #UNKNOWN_END} if this address is new and the book is full. */
    long ipv6End(byte[] bytes, int at, int port) {
        long first = Bytes.be64(bytes, at);
        long second = Bytes.be64(bytes, at + 8);
        if (first == 0 && second >>> 32 == 0xffff) {
            return ipv4End((int) second, port);
        }
        int slot = slotOf(first, second);
        if (slots[slot] == 0) {
            if (count == addressesMax) {
                return UNKNOWN_END;
            }
            slot = add(first, second);
        }
        return (IPV6 | slots[slot] - 1) << PORT_BITS | port;
    }

    private int slotOf(long first, long second) {
        long hash = (first * 31 + second) * 0x9e3779b97f4a7c15L;
        int mask = slots.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (slots[slot] != 0
                && (high[slots[slot] - 1] != first || low[slots[slot] - 1] != second)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private int add(long first, long second) {
        if (count == high.length) {
            high = java.util.Arrays.copyOf(high, 2 * count);
            low = java.util.Arrays.copyOf(low, 2 * count);
            slots = new int[2 * high.length];
            for (int place = 0; place < count; place++) {
                slots[slotOf(high[place], low[place])] = place + 1;
            }
        }
        high[count] = first;
        low[count] = second;
        count++;
        int slot = slotOf(first, second);
        slots[slot] = count;
        return slot;
    }

    /** The number of an end's address. */
    public static long addressOf(long end) {
        return end >>> PORT_BITS;
    }

    public static int port(long end) {
        return (int) end & 0xffff;
    }

    /** The address of an end, as text. */
    public String host(long end) {
        long number = addressOf(end);
        byte[] bytes;
        if ((number & IPV6) != 0) {
            int place = (int) number;
            bytes =
                    ByteBuffer.allocate(IPV6_BYTES)
                            .putLong(high[place])
                            .putLong(low[place])
                            .array();
        } else {
            bytes = ByteBuffer.allocate(4).putInt((int) number).array();
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException lengthIsRight) {
            throw new IllegalStateException(lengthIsRight);
        }
    }

    /** {@code host:port} of an end, an IPv6 address in brackets. */
    public String text(long end) {
        String host = host(end);
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port(end);
    }
}
