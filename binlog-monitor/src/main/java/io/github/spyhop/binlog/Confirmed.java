package io.github.spyhop.binlog;

import io.github.spyhop.binlog.position.BinlogPosition;
import io.github.spyhop.binlog.position.Gtid;
import io.github.spyhop.binlog.transaction.Transaction;
import io.github.spyhop.binlog.window.TableCounts;
import java.util.List;

/**
 * A transaction that is published, without its rows.
 *
 * @param counts the rows that were published of it
 */
public record Confirmed(
        List<Gtid> gtids,
        BinlogPosition end,
        BinlogPosition resumeFrom,
        long commitMicros,
        TableCounts counts) {

    public Confirmed {
        gtids = List.copyOf(gtids);
    }

    static Confirmed of(Transaction transaction, TableCounts counts) {
        return new Confirmed(
                transaction.gtids(),
                transaction.end(),
                transaction.resumeFrom(),
                transaction.commitMicros(),
                counts);
    }
}
