package io.github.spyhop.binlog.schema;

/** A statement that changes definitions is not understood, or does not fit what is known. */
final class DdlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DdlException(String message) {
        super(message);
    }
}
