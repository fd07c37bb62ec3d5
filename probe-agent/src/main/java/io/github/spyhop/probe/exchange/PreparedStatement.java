package io.github.spyhop.probe.exchange;

import io.github.spyhop.probe.digest.Family;
import java.util.Arrays;

/** A statement that a connection prepared on its server. */
final class PreparedStatement {

    private static final byte[] NONE = new byte[0];

    private final Family family;
    private final byte[] text;
    private final int parameters;

    /** Two bytes a parameter, as the last execution that named them did. */
    private byte[] types = NONE;

    PreparedStatement(Family family, byte[] text, int parameters) {
        this.family = family;
        this.text = text;
        this.parameters = parameters;
    }

    Family family() {
        return family;
    }

    byte[] text() {
        return text;
    }

    int parameters() {
        return parameters;
    }

    byte[] types() {
        return types;
    }

    /** Later executions may leave the types out. */
    void remember(byte[] source, int from, int to) {
        if (!Arrays.equals(types, 0, types.length, source, from, to)) {
            types = Arrays.copyOfRange(source, from, to);
        }
    }
}
