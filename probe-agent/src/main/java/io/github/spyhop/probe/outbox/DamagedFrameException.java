package io.github.spyhop.probe.outbox;

import org.jspecify.annotations.Nullable;

/** The bytes are no frame of a window. */
public final class DamagedFrameException extends Exception {

    private static final long serialVersionUID = 1;

    DamagedFrameException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
