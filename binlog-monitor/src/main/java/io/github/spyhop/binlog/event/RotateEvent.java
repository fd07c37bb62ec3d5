package io.github.spyhop.binlog.event;

import io.github.spyhop.binlog.position.BinlogPosition;

/**
 * ROTATE: the stream goes on in another file; {@code offset 8, file name to the end}.
 *
 * @see <a
 *     href="https://dev.mysql.com/doc/dev/mysql-server/latest/classmysql_1_1binlog_1_1event_1_1Rotate__event.html">
 *     Rotate_event</a>
 */
public record RotateEvent(BinlogPosition next) {

    public static RotateEvent decode(ByteCursor body) {
        long offset = body.i64();
        return new RotateEvent(new BinlogPosition(body.utf8(body.remaining()), offset));
    }
}
