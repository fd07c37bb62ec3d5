package io.github.spyhop.binlog.stream;

import java.io.IOException;

/** What arrived is not what was sent, or was never an event; the connection is of no more use. */
public final class CorruptEventException extends IOException {

    private static final long serialVersionUID = 1L;

    CorruptEventException(String message) {
        super(message);
    }
}
