package io.github.spyhop.binlog.event;

import io.github.spyhop.binlog.position.Gtid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * GTID, ANONYMOUS_GTID and GTID_TAGGED: begins each transaction.
 *
 * <pre>
 * flags                   1
 * uuid                   16  big-endian
 * number                  8
 * timestamp kind          1  2: logical timestamps follow
 * last committed          8
 * sequence number         8
 * immediate commit time   7  microseconds; bit 55: the original commit time follows
 * ...
 * </pre>
 *
 * @param gtid none for an anonymous transaction
 * @param commitMicros when it was committed on the server that is read, or 0 if not known
 * @see <a
 *     href="https://dev.mysql.com/doc/dev/mysql-server/latest/classmysql_1_1binlog_1_1event_1_1Gtid__event.html">
 *     Gtid_event</a>
 */
public record GtidEvent(@Nullable Gtid gtid, long commitMicros) {

    private static final int LOGICAL_TIMESTAMPS = 2;
    private static final int COMMIT_TIME_BYTES = 7;
    private static final long COMMIT_TIME_MASK = (1L << 55) - 1;

    public static GtidEvent decode(EventType type, ByteCursor body) {
        if (type == EventType.GTID_TAGGED) {
            return TaggedGtid.decode(body);
        }
        body.skip(1);
        UUID source = uuid(body);
        long number = body.i64();
        long commitMicros = 0;
        if (body.remaining() > 2 * Long.BYTES + COMMIT_TIME_BYTES
                && body.u8() == LOGICAL_TIMESTAMPS) {
            body.skip(2 * Long.BYTES);
            commitMicros = body.number(COMMIT_TIME_BYTES) & COMMIT_TIME_MASK;
        }
        return new GtidEvent(
                type == EventType.GTID ? new Gtid(source, "", number) : null, commitMicros);
    }

    private static UUID uuid(ByteCursor body) {
        return new UUID(Long.reverseBytes(body.i64()), Long.reverseBytes(body.i64()));
    }
}
