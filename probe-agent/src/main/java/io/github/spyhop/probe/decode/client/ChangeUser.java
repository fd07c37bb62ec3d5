package io.github.spyhop.probe.decode.client;

import io.github.spyhop.probe.decode.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Logs in again as somebody else (<a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_change_user.html">COM_CHANGE_USER</a>):
 *
 * <pre>0x11 user:zero-terminated proof:1+length schema:zero-terminated collation:2 plugin…</pre>
 *
 * @param schema null if none was chosen
 */
public record ChangeUser(String user, @Nullable String schema, int collation) {

    /** Reads the packet, the command's byte included; null if it is malformed. */
    public static @Nullable ChangeUser decode(WireReader packet) {
        packet.skip(1);
        String user = packet.zeroTerminated();
        packet.skip(packet.int1());
        String schema = packet.zeroTerminated();
        int collation = packet.remaining() >= 2 ? packet.int2() : 0;
        return packet.isIntact()
                ? new ChangeUser(user, schema.isEmpty() ? null : schema, collation)
                : null;
    }
}
