package io.github.spyhop.binlog.stream;

/** The server itself ended the stream, or never began it, and said why. */
public final class StreamRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** ER_SOURCE_FATAL_ERROR_READING_BINLOG: purged, misplaced or taken away by another reader. */
    public static final int FATAL_ERROR_READING_BINLOG = 1236;

    private final int errorCode;

    StreamRefusedException(int errorCode, String message) {
        super("MySQL error " + errorCode + ": " + message);
        this.errorCode = errorCode;
    }

    /** MySQL's error number. */
    public int errorCode() {
        return errorCode;
    }
}
