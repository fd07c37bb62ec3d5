package io.github.spyhop.binlog.server;

/** A server could not be asked, or refused to answer. */
public final class SqlException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int errorCode;

    SqlException(int errorCode, String message) {
        super(message);
        this.errorCode = errorCode;
    }

    /** No answer came, for a reason that may pass. */
    public static SqlException away(String reason) {
        return new SqlException(0, reason);
    }

    /** MySQL's error number, or 0 where no answer came. */
    public int errorCode() {
        return errorCode;
    }

    /** Whether the server answered, so that to try again is of no use. */
    public boolean isRefusal() {
        return errorCode != 0;
    }
}
