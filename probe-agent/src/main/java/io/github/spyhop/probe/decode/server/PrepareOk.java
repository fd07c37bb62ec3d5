package io.github.spyhop.probe.decode.server;

import io.github.spyhop.probe.decode.wire.Capabilities;
import io.github.spyhop.probe.decode.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * A statement was prepared (<a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_stmt_prepare.html">COM_STMT_PREPARE_OK</a>):
 *
 * <pre>0x00 statement:4 columns:2 parameters:2 0 warnings:2 [metadata:1]</pre>
 *
 * Definitions of the parameters, then of the columns follow, unless metadata is 0.
 */
public record PrepareOk(int statementId, int columns, int parameters, boolean metadataFollows) {

    /** Reads the packet, or gives null if it is malformed. */
    public static @Nullable PrepareOk decode(WireReader packet, Capabilities capabilities) {
        packet.skip(1);
        int statementId = packet.int4();
        int columns = packet.int2();
        int parameters = packet.int2();
        if (!packet.isIntact()) {
            return null;
        }
        packet.skip(Math.min(3, packet.remaining()));
        boolean follows =
                !capabilities.has(Capabilities.OPTIONAL_METADATA)
                        || packet.remaining() == 0
                        || packet.int1() != 0;
        return new PrepareOk(statementId, columns, parameters, follows);
    }
}
