package io.github.spyhop.binlog.snapshot;

import io.github.spyhop.binlog.event.RowImage;
import io.github.spyhop.binlog.position.GtidSet;
import java.util.List;

/**
 * Rows of a table that follow on each other by its primary key, read in one statement.
 *
 * @param fromStart whether they are the table's first rows, whatever was asked for
 * @param isLast whether no rows follow
 * @param seen all transactions that the rows may show
 */
record Chunk(
        TableShape shape, List<RowImage> rows, boolean fromStart, boolean isLast, GtidSet seen) {

    Chunk {
        rows = List.copyOf(rows);
    }
}
