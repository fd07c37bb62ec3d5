package io.github.spyhop.binlog;

import io.github.spyhop.binlog.position.BinlogPosition;
import io.github.spyhop.binlog.position.Gtid;
import io.github.spyhop.binlog.transaction.Transaction;
import io.github.spyhop.binlog.window.TableCounts;
import java.util.List;

/**
 * Transactions that are published, without their rows.
 *
 * @param counts the rows that they changed, of those that are published
 * @param transactions how many
 * @param rowsMerged how many of the rows have no message of their own, as others stand for them
 */
public record Confirmed(
        List<Gtid> gtids,
        BinlogPosition end,
        BinlogPosition resumeFrom,
        long commitMicros,
        TableCounts counts,
        int transactions,
        int rowsMerged)
        implements Work {

    public Confirmed {
        gtids = List.copyOf(gtids);
    }

    /** Transactions that follow on each other, the last of them given. */
    static Confirmed of(List<Gtid> gtids, Transaction last, TableCounts counts, Merged merged) {
        return new Confirmed(
                gtids,
                last.end(),
                last.resumeFrom(),
                last.commitMicros(),
                counts,
                merged.transactions(),
                merged.rows());
    }

    static Confirmed of(Transaction transaction, TableCounts counts) {
        return of(transaction.gtids(), transaction, counts, new Merged(1, 0));
    }

    /** How many transactions were taken together, and how many messages that spared. */
    record Merged(int transactions, int rows) {}
}
