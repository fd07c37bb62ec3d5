package io.github.spyhop.binlog.event;

/**
 * TRANSACTION_PAYLOAD: the events of a transaction, compressed; {@code kind, length, value} of each
 * field up to kind 0, then the payload.
 *
 * @param payloadStart where the payload begins in the event's array
 * @see <a
 *     href="https://dev.mysql.com/doc/dev/mysql-server/latest/classmysql_1_1binlog_1_1event_1_1Transaction__payload__event.html">
 *     Transaction_payload_event</a>
 */
public record TransactionPayloadEvent(
        Compression compression, int payloadStart, int payloadLength) {

    /** How the payload is compressed. */
    public enum Compression {
        ZSTD,
        NONE
    }

    private static final int END = 0;
    private static final int SIZE = 1;
    private static final int COMPRESSION = 2;
    private static final int ZSTD = 0;
    private static final int NONE = 255;

    public static TransactionPayloadEvent decode(ByteCursor body) {
        long size = body.remaining();
        long compression = NONE;
        for (long kind = body.lengthEncoded(); kind != END; kind = body.lengthEncoded()) {
            int length = body.length();
            int start = body.skip(length);
            ByteCursor value = new ByteCursor(body.array(), start, start + length);
            if (kind == SIZE) {
                size = value.lengthEncoded();
            } else if (kind == COMPRESSION) {
                compression = value.lengthEncoded();
            }
        }
        if (size < 0 || size > body.remaining()) {
            throw new MalformedEventException(
                    "a payload of " + size + " bytes where " + body.remaining() + " are left");
        }
        return new TransactionPayloadEvent(compressionOf(compression), body.position(), (int) size);
    }

    private static Compression compressionOf(long code) {
        if (code == ZSTD) {
            return Compression.ZSTD;
        }
        if (code == NONE) {
            return Compression.NONE;
        }
        throw new MalformedEventException("compression " + code + " is not known");
    }
}
