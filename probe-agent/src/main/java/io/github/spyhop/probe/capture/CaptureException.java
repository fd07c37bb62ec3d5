package io.github.spyhop.probe.capture;

import java.io.IOException;

/** A source cannot be opened or read; the message says why and what to do. */
public final class CaptureException extends IOException {

    private static final long serialVersionUID = 1L;

    CaptureException(String message) {
        super(message);
    }

    CaptureException(String message, Throwable cause) {
        super(message, cause);
    }
}
