package io.github.spyhop.binlog.publish;

/** Messages could not be published. What was not confirmed before is to be sent again. */
public sealed class PublishException extends Exception {

    private static final long serialVersionUID = 1L;

    private PublishException(String message) {
        super(message);
    }

    /** A message whose confirm did not come in time. */
    public static PublishException unconfirmed(String what) {
        return new Lost(what + " was not confirmed in time");
    }

    /** The broker cannot be reached, or its connection is lost: it may be tried again. */
    public static final class Lost extends PublishException {
        private static final long serialVersionUID = 1L;

        Lost(String message) {
            super(message);
        }
    }

    /** The broker refuses: to try again is of no use until someone has mended it. */
    public static final class Refused extends PublishException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** A message reached no queue. */
    public static final class Unroutable extends PublishException {
        private static final long serialVersionUID = 1L;

        Unroutable(String message) {
            super(message);
        }
    }

    /** Another monitor publishes this source. */
    public static final class LockHeld extends PublishException {
        private static final long serialVersionUID = 1L;

        LockHeld(String message) {
            super(message);
        }
    }
}
