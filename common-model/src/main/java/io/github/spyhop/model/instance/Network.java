package io.github.spyhop.model.instance;

import java.net.InetAddress;
import java.util.Arrays;

/** An IP network in CIDR notation (RFC 4632, RFC 4291). */
final class Network {

    private final byte[] address;
    private final int prefixBits;

    private Network(byte[] address, int prefixBits) {
        this.address = address;
        this.prefixBits = prefixBits;
    }

    /**
     * Reads a network.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Network of(String cidr) {
        int slash = cidr.indexOf('/');
        try {
            byte[] address = InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress();
            int prefixBits = Integer.parseInt(cidr.substring(slash + 1));
            if (prefixBits < 0 || prefixBits > address.length * Byte.SIZE) {
                throw new IllegalArgumentException("the prefix is too long");
            }
            return new Network(address, prefixBits);
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException notOne) {
            throw new IllegalArgumentException(
                    "'%s' is not a network such as 10.0.0.0/8".formatted(cidr), notOne);
        }
    }

    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        int wholeBytes = prefixBits / Byte.SIZE;
        int restBits = prefixBits % Byte.SIZE;
        if (!Arrays.equals(address, 0, wholeBytes, other, 0, wholeBytes)) {
            return false;
        }
        int mask = restBits == 0 ? 0 : 0xff << (Byte.SIZE - restBits) & 0xff;
        return mask == 0 || (address[wholeBytes] & mask) == (other[wholeBytes] & mask);
    }
}
