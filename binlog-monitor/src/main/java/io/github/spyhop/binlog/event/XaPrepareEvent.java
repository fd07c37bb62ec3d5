package io.github.spyhop.binlog.event;

import java.util.HexFormat;
import java.util.Locale;

/**
 * XA_PREPARE: ends the first phase of an XA transaction, or the only one; {@code one phase 1,
 * format 4, length of gtrid 4, length of bqual 4, gtrid, bqual}.
 *
 * @param xid as MySQL itself writes it: {@code X'…',X'…',1}
 * @see <a
 *     href="https://dev.mysql.com/doc/dev/mysql-server/latest/classmysql_1_1binlog_1_1event_1_1XA__prepare__event.html">
 *     XA_prepare_event</a>
 */
public record XaPrepareEvent(boolean onePhase, String xid) {

    public static XaPrepareEvent decode(ByteCursor body) {
        boolean onePhase = body.u8() != 0;
        long format = body.u32();
        int globalLength = (int) body.u32();
        int branchLength = (int) body.u32();
        String global = HexFormat.of().formatHex(body.copy(globalLength));
        String branch = HexFormat.of().formatHex(body.copy(branchLength));
        return new XaPrepareEvent(
                onePhase,
                "X'%s',X'%s',%d".formatted(global, branch, format).toLowerCase(Locale.ROOT));
    }
}
