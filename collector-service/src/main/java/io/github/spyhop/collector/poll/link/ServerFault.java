package io.github.spyhop.collector.poll.link;

/**
 * A server did not do what it was asked. The message and the remedy are for an operator and hold
 * nothing secret.
 */
public final class ServerFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final int errorNumber;
    private final String remedy;

    /** What kind of fault it is, which decides what becomes of the instance. */
    public enum Kind {
        /** It cannot be reached, or hung up. */
        UNREACHABLE,
        /** It did not answer in time. */
        TIMEOUT,
        /** It ended the statement itself, for its time limit. */
        INTERRUPTED,
        /** It refused the login. */
        LOGIN_REFUSED,
        /** The account lacks a privilege. */
        NOT_GRANTED,
        /** It refused this statement for another reason. */
        STATEMENT_REFUSED
    }

    /**
     * A fault.
     *
     * @param errorNumber MySQL's error number, or 0
     * @param remedy the statement, grant or setting that mends it, or an empty text
     */
    public ServerFault(Kind kind, int errorNumber, String message, String remedy) {
        super(message, null, false, false);
        this.kind = kind;
        this.errorNumber = errorNumber;
        this.remedy = remedy;
    }

    /** What went wrong, for an operator. */
    public String message() {
        return String.valueOf(getMessage());
    }

    public Kind kind() {
        return kind;
    }

    public int errorNumber() {
        return errorNumber;
    }

    public String remedy() {
        return remedy;
    }

    /** Whether the whole instance cannot be asked at present, not only this statement. */
    public boolean concernsTheInstance() {
        return switch (kind) {
            case UNREACHABLE, TIMEOUT, LOGIN_REFUSED -> true;
            case INTERRUPTED, NOT_GRANTED, STATEMENT_REFUSED -> false;
        };
    }
}
