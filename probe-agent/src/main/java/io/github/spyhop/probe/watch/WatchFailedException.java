package io.github.spyhop.probe.watch;

/** A server cannot be asked; the message says why, and holds no password. */
final class WatchFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    WatchFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
