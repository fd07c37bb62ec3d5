package io.github.spyhop.binlog.change;

import io.github.spyhop.binlog.event.TableMapEvent;
import io.github.spyhop.binlog.transaction.LoggedStatement;

/**
 * Takes the changes of one transaction in their order.
 *
 * @param <E> how it fails
 */
public interface ChangeSink<E extends Exception> {

    /** Whether any row of the table is taken; others are not read at all. */
    boolean wants(TableMapEvent table);

    /** Takes a changed row, which is valid until this returns. */
    void onRow(RowChange change) throws E, InterruptedException;

    /** Takes a statement that stands between the rows. */
    void onStatement(LoggedStatement statement) throws E, InterruptedException;
}
