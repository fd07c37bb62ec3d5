package io.github.spyhop.binlog.merge;

import io.github.spyhop.binlog.change.RowChange;
import io.github.spyhop.binlog.transaction.Transaction;

/**
 * What several changes of a row come to.
 *
 * @param change with its number within the transaction that changed it last
 * @param transaction that changed it last
 * @param count how many changes it stands for
 */
public record MergedRow(RowChange change, Transaction transaction, int count) {}
