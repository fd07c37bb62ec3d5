package io.github.spyhop.binlog.stream;

import java.io.IOException;

/** A single event is longer than this service will hold in memory. */
public final class OversizedEventException extends IOException {

    private static final long serialVersionUID = 1L;

    OversizedEventException(long lengthMin, int lengthMax) {
        super(
                "an event has at least %d bytes; the limit (binlog.stream.event-bytes-max) is %d"
                        .formatted(lengthMin, lengthMax));
    }
}
