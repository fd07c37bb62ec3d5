package io.github.spyhop.binlog.transaction;

import io.github.spyhop.binlog.fault.Fault;
import io.github.spyhop.binlog.position.BinlogPosition;
import io.github.spyhop.binlog.position.Gtid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A committed transaction, whole.
 *
 * @param id its GTID, or {@code file:offset} of its first event where there are no GTIDs
 * @param gtid its GTID, if the server has GTIDs
 * @param gtids all that is done when it is done: its own GTID, and that of its prepare if it is an
 *     XA transaction
 * @param commitMicros when it was committed on the server that was read, in microseconds since 1970
 * @param end behind its last event
 * @param resumeFrom where reading must begin again so that no transaction that is still prepared
 *     only is lost; without GTIDs
 */
public record Transaction(
        String id,
        @Nullable Gtid gtid,
        List<Gtid> gtids,
        long commitMicros,
        BinlogPosition end,
        BinlogPosition resumeFrom,
        Contents contents) {

    public Transaction {
        gtids = List.copyOf(gtids);
    }

    /** What it did. */
    public sealed interface Contents {}

    /** It changed rows; between them may stand statements that changed definitions. */
    public record Rows(EventLog log) implements Contents {}

    /** It was one statement that changed a definition, an account or a setting. */
    public record Statement(LoggedStatement statement) implements Contents {}

    /** It did nothing that concerns rows. */
    public record Nothing() implements Contents {}

    /**
     * The operator gave it up.
     *
     * @param reason as it was given
     */
    public record Skipped(String reason) implements Contents {}

    /** It could not be read, for the reason given. */
    public record Unreadable(Fault fault) implements Contents {}

    /** How much memory it holds. */
    public int memoryBytes() {
        return contents instanceof Rows(EventLog log) ? log.memoryBytes() : 0;
    }
}
