package io.github.spyhop.probe.exchange;

import java.util.Arrays;

/**
 * The types of a command's parameters, and the names of its attributes, as the client sent them:
 * two bytes a parameter and, where attributes were agreed on, a name. Nothing changes it.
 */
final class ParameterTypes {

    private final int count;
    private final byte[] sent;

    /**
     * @param count of the parameters with the attributes
     */
    ParameterTypes(int count, byte[] source, int from, int to) {
        this.count = count;
        this.sent = Arrays.copyOfRange(source, from, to);
    }

    int count() {
        return count;
    }

    /** How many bytes they are. */
    int length() {
        return sent.length;
    }

    byte[] sent() {
        return sent;
    }

    /** Whether the same types of as many parameters begin here. */
    boolean begin(int otherCount, byte[] source, int from, int end) {
        return otherCount == count
                && sent.length <= end - from
                && Arrays.equals(sent, 0, sent.length, source, from, from + sent.length);
    }
}
