package io.github.spyhop.probe.exchange;

import io.github.spyhop.probe.digest.Reading;

/** The beginning of a statement, with what tells how to read it. */
final class KeptText {

    private final byte[] bytes;
    private final boolean isCut;
    private final Reading reading;

    /**
     * @param isCut whether the statement is longer
     */
    KeptText(byte[] bytes, boolean isCut, Reading reading) {
        this.bytes = bytes;
        this.isCut = isCut;
        this.reading = reading;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean isCut() {
        return isCut;
    }

    Reading reading() {
        return reading;
    }
}
