package io.github.spyhop.probe.decode.server;

import io.github.spyhop.probe.decode.wire.WireReader;

/**
 * Failure (<a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_err_packet.html">ERR_Packet</a>):
 *
 * <pre>0xff number:2 ['#' sqlstate:5] message</pre>
 *
 * @param number the server's error number; 0xffff is MariaDB's report of progress
 * @param sqlState five characters, empty before the login
 */
public record ErrPacket(int number, String sqlState, String message) {

    public static final int PROGRESS_REPORT = 0xffff;
    private static final int SQL_STATE_LENGTH = 5;
    private static final int MESSAGE_BYTES_MAX = 512;

    /** Reads the packet; what is missing of it stays empty. */
    public static ErrPacket decode(WireReader packet) {
        packet.skip(1);
        int number = packet.int2();
        String sqlState = "";
        if (packet.remaining() > SQL_STATE_LENGTH && packet.bytes()[packet.position()] == '#') {
            packet.skip(1);
            sqlState = packet.fixedText(SQL_STATE_LENGTH);
        }
        String message = packet.fixedText(Math.min(packet.remaining(), MESSAGE_BYTES_MAX));
        return new ErrPacket(number, sqlState, message);
    }
}
