package io.github.spyhop.binlog.fault;

/** Why a source stopped. A skippable fault may be passed over, which publishes a gap message. */
public enum FaultCode {
    EVENT_UNKNOWN(true, "update Spyhop, or skip the transaction"),
    EVENT_MALFORMED(true, "check the server's binlog with mysqlbinlog, or skip the transaction"),
    EVENT_OVERSIZED(false, "raise binlog.stream.event-bytes-max and the heap"),
    EVENTS_LOST(true, "the server itself lost events (INCIDENT): skip, then compare the tables"),
    STATEMENT_FORMAT(
            true,
            "a session writes with binlog_format other than ROW: SET GLOBAL binlog_format = 'ROW',"
                    + " end the sessions that began before, then skip the transaction"),
    SCHEMA_UNKNOWN(
            true,
            "skip the transaction, leave the table out, or give the position to start from, which"
                    + " reads the definitions anew; with binlog_row_metadata = 'FULL' rows bring"
                    + " them along"),
    TRANSACTION_OVERSIZED(
            true, "raise binlog.transaction.spill-bytes-max, or skip the transaction"),
    XA_UNKNOWN(
            true,
            "the XA transaction was prepared before the start of this source: skip the transaction"),
    MESSAGE_OVERSIZED(
            true, "raise binlog.amqp.message-bytes-max and the broker's, or skip the transaction"),
    MESSAGE_UNROUTABLE(false, "bind a queue to the exchange, then resume"),
    INTERNAL(true, "a defect of Spyhop: report it with the log, and skip the transaction to go on"),
    DISK_REFUSED(
            false,
            "binlog.transaction.spill-folder takes no more: free space there, or name another one"),
    POSITION_PURGED(
            false,
            "the server no longer has the binlog that is due: resume from what it still has, which"
                    + " publishes a gap message, and compare the tables"),
    SERVER_BEHIND(
            false,
            "a replica may catch up, which is waited for; a server that lost what it had committed"
                    + " will not: compare the tables, then give the position to start from"),
    SERVER_CHANGED(
            false,
            "another server answers, and a place in binlog files means nothing there: turn GTIDs on,"
                    + " or give the position to start from"),
    SERVER_ID_TAKEN(false, "give this source a server id that no other replica has"),
    SERVER_REFUSED(false, "mend what MySQL names, then resume"),
    SERVER_UNFIT(false, "mend what the preflight names, then resume"),
    BROKER_REFUSED(false, "mend what RabbitMQ names, then resume");

    private final boolean skippable;
    private final String remedy;

    FaultCode(boolean skippable, String remedy) {
        this.skippable = skippable;
        this.remedy = remedy;
    }

    public boolean isSkippable() {
        return skippable;
    }

    /** What the operator may do. */
    public String remedy() {
        return remedy;
    }
}
