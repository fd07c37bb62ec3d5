package io.github.spyhop.binlog.event;

/**
 * FORMAT_DESCRIPTION: begins each file and says how its events are framed.
 *
 * <pre>
 * binlog version   2
 * server version  50  zero-padded
 * created          4
 * header length    1
 * post-header lengths, one byte a type
 * checksum kind    1  0 none, 1 CRC32
 * </pre>
 *
 * @see <a
 *     href="https://dev.mysql.com/doc/dev/mysql-server/latest/classmysql_1_1binlog_1_1event_1_1Format__description__event.html">
 *     Format_description_event</a>
 */
public record FormatDescriptionEvent(int binlogVersion, String serverVersion, boolean checksummed) {

    private static final int VERSION = 4;
    private static final int SERVER_VERSION_BYTES = 50;
    private static final int CHECKSUM_CRC32 = 1;

    /** Reads it with its checksum still on: it says itself whether the others have one. */
    public static FormatDescriptionEvent decode(byte[] bytes, int bodyStart, int eventEnd) {
        ByteCursor body = new ByteCursor(bytes, bodyStart, eventEnd);
        int version = body.u16();
        if (version != VERSION) {
            throw new MalformedEventException("binlog version " + version + " is not 4");
        }
        String server = body.utf8(SERVER_VERSION_BYTES);
        body.skip(body.remaining() - BinlogEvent.CHECKSUM_BYTES - 1);
        return new FormatDescriptionEvent(
                version, server.replace("\0", ""), body.u8() == CHECKSUM_CRC32);
    }
}
