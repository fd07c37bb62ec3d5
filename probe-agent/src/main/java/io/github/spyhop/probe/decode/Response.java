package io.github.spyhop.probe.decode;

import io.github.spyhop.probe.decode.server.ErrPacket;
import io.github.spyhop.probe.decode.server.PrepareOk;
import io.github.spyhop.probe.decode.wire.ServerStatus;
import org.jspecify.annotations.Nullable;

/** One result of a command; filled again for the next one. */
public final class Response {

    long firstNanos;
    long lastNanos;
    long rows;
    long bytes;
    long affectedRows;
    int status;
    int warnings;
    boolean resultSet;
    boolean more;
    @Nullable ErrPacket error;
    @Nullable PrepareOk prepared;
    @Nullable String schema;

    void start() {
        firstNanos = 0;
        rows = 0;
        bytes = 0;
        affectedRows = 0;
        status = 0;
        warnings = 0;
        resultSet = false;
        more = false;
        error = null;
        prepared = null;
        schema = null;
    }

    /** When the first byte of the response was captured. */
    public long firstNanos() {
        return firstNanos;
    }

    /** When its last byte was. */
    public long lastNanos() {
        return lastNanos;
    }

    public long rows() {
        return rows;
    }

    /** With the packets' headers, after decompression. */
    public long bytes() {
        return bytes;
    }

    public long affectedRows() {
        return affectedRows;
    }

    /** The flags of {@link ServerStatus}; 0 of a failure. */
    public int status() {
        return status;
    }

    public int warnings() {
        return warnings;
    }

    /** Whether it was a result set, even one without rows, instead of a mere OK. */
    public boolean isResultSet() {
        return resultSet;
    }

    /** Whether the same command has a further result. */
    public boolean hasMore() {
        return more;
    }

    /** The failure, or null. */
    public @Nullable ErrPacket error() {
        return error;
    }

    /** The prepared statement, if the command was to prepare one and it succeeded. */
    public @Nullable PrepareOk prepared() {
        return prepared;
    }

    /** The schema that the session changed to, if the server said so. */
    public @Nullable String schema() {
        return schema;
    }

    /** Whether rows stay on the server for COM_STMT_FETCH. */
    public boolean opensCursor() {
        return (status & ServerStatus.CURSOR_EXISTS) != 0;
    }
}
