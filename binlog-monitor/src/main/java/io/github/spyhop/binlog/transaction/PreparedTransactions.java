package io.github.spyhop.binlog.transaction;

import io.github.spyhop.binlog.fault.FaultCode;
import io.github.spyhop.binlog.fault.FaultException;
import io.github.spyhop.binlog.position.BinlogPosition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * XA transactions that are prepared and wait for their commit. They are kept here only: their GTIDs
 * stay out of what is done, so that after a restart the server sends them again.
 */
final class PreparedTransactions {

    private final int countMax;
    private final Map<String, OpenGroup> byXid = new LinkedHashMap<>();

    PreparedTransactions(int countMax) {
        this.countMax = countMax;
    }

    void add(String xid, OpenGroup group) {
        OpenGroup lost = byXid.remove(xid);
        if (lost != null) {
            // A crash undid the first prepare; it is done when the second one is.
            group.gtids.addAll(0, lost.gtids);
            lost.log.close();
        }
        if (byXid.size() >= countMax) {
            throw new FaultException(
                    FaultCode.TRANSACTION_OVERSIZED,
                    "more than " + countMax + " XA transactions are prepared at a time");
        }
        group.log.moveToDisk();
        byXid.put(xid, group);
    }

    Optional<OpenGroup> remove(String xid) {
        return Optional.ofNullable(byXid.remove(xid));
    }

    /** Where the first of them begins, or the given place if that is earlier. */
    BinlogPosition oldestStart(BinlogPosition otherwise) {
        BinlogPosition oldest = otherwise;
        for (OpenGroup group : byXid.values()) {
            if (group.start.compareTo(oldest) < 0) {
                oldest = group.start;
            }
        }
        return oldest;
    }

    int count() {
        return byXid.size();
    }

    void close() {
        byXid.values().forEach(group -> group.log.close());
        byXid.clear();
    }
}
