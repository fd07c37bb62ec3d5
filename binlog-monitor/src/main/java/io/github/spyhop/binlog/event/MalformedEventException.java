package io.github.spyhop.binlog.event;

/** Bytes that are no event as MySQL documents it; the message holds positions, never values. */
public final class MalformedEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedEventException(String message) {
        super(message);
    }

    static MalformedEventException tooShort(int wanted, int left) {
        return new MalformedEventException(
                wanted + " bytes are wanted where " + left + " are left");
    }
}
