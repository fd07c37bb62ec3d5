package io.github.spyhop.probe.decode.server;

import io.github.spyhop.probe.decode.wire.Capabilities;
import io.github.spyhop.probe.decode.wire.ServerStatus;
import io.github.spyhop.probe.decode.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Success, or the end of a result set where EOF packets are deprecated (<a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_ok_packet.html">OK_Packet</a>):
 *
 * <pre>
 * 0x00|0xfe affected:length-encoded last_id:length-encoded status:2 warnings:2
 * [info:length-encoded] [session state:length-encoded]
 * </pre>
 *
 * Filled again for each packet, since most statements end with one.
 */
public final class OkPacket {

    /** The shortest that there is; an old EOF packet has 5 bytes. */
    public static final int BYTES_MIN = 7;

    private static final int TRACK_SCHEMA = 1;

    private long affectedRows;
    private int status;
    private int warnings;
    private @Nullable String schema;

    /** Reads the packet; false if it is malformed. */
    public boolean decode(WireReader packet, Capabilities capabilities) {
        schema = null;
        packet.skip(1);
        affectedRows = packet.lengthEncoded();
        packet.lengthEncoded();
        status = packet.int2();
        warnings = packet.int2();
        if (!packet.isIntact()) {
            return false;
        }
        if ((status & ServerStatus.SESSION_STATE_CHANGED) != 0
                && capabilities.has(Capabilities.SESSION_TRACK)
                && packet.remaining() > 0) {
            packet.skipLengthEncodedText();
            readSessionState(packet);
        }
        return true;
    }

    /** Pairs of a type and its data; a malformed rest only means that no change is known. */
    private void readSessionState(WireReader packet) {
        long length = packet.lengthEncoded();
        long end = packet.position() + length;
        while (packet.isIntact() && packet.position() < end && packet.remaining() > 0) {
            int type = packet.int1();
            long size = packet.lengthEncoded();
            int next = packet.position() + (int) size;
            if (type == TRACK_SCHEMA) {
                String name = packet.lengthEncodedText();
                schema = packet.isIntact() ? name : null;
            }
            packet.skip((long) next - packet.position());
        }
    }

    public long affectedRows() {
        return affectedRows;
    }

    /** The flags of {@link ServerStatus}. */
    public int status() {
        return status;
    }

    public int warnings() {
        return warnings;
    }

    /** The schema that the session has changed to, or null if it said nothing of one. */
    public @Nullable String schema() {
        return schema;
    }
}
