package io.github.spyhop.binlog.checkpoint;

import io.github.spyhop.binlog.position.BinlogPosition;
import io.github.spyhop.binlog.position.GtidSet;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a source is done: everything up to here was published and confirmed.
 *
 * @param serverUuid of the server that was read, whose files the positions speak of
 * @param gtidSet the transactions that are done, if the server has GTIDs
 * @param position behind the last transaction that is done
 * @param resumeFrom where reading begins again: {@code position}, or the beginning of the first XA
 *     transaction that is prepared and not yet decided
 * @param committedAt when the last transaction that is done was committed
 */
public record Checkpoint(
        String serverUuid,
        Optional<String> gtidSet,
        BinlogPosition position,
        BinlogPosition resumeFrom,
        Optional<Instant> committedAt) {

    /**
     * Whether a transaction is done.
     *
     * @param transaction its GTID or, without GTIDs, {@code file:offset} of its first event
     */
    public boolean isBehind(String transaction) {
        if (gtidSet.isPresent()) {
            return GtidSet.parse(gtidSet.get()).containsAll(GtidSet.parse(transaction));
        }
        int colon = transaction.lastIndexOf(':');
        BinlogPosition begin =
                new BinlogPosition(
                        transaction.substring(0, colon),
                        Long.parseLong(transaction.substring(colon + 1)));
        return begin.compareTo(position) < 0;
    }
}
