package io.github.spyhop.binlog.transaction;

import io.github.spyhop.binlog.event.BinlogEvent;
import io.github.spyhop.binlog.event.ByteCursor;
import io.github.spyhop.binlog.event.MalformedEventException;
import io.github.spyhop.binlog.event.RowImage;
import io.github.spyhop.binlog.event.RowOperation;
import io.github.spyhop.binlog.event.RowsEvent;
import io.github.spyhop.binlog.event.TableMapEvent;

/** Counts the rows of an event, and so proves that each can be read to its end. */
final class RowCounter {

    private RowCounter() {}

    static int count(BinlogEvent event, TableMapEvent table, RowImage scratch) {
        ByteCursor body = event.body();
        RowsEvent rows = RowsEvent.decode(event.type(), body, table.columns().size());
        int count = 0;
        while (body.hasRemaining()) {
            int start = body.position();
            if (rows.operation() != RowOperation.INSERT) {
                scratch.read(body, table.columns(), rows.before());
            }
            if (rows.partial()) {
                scratch.readPartial(body, table.columns(), rows.after());
            } else if (rows.operation() != RowOperation.DELETE) {
                scratch.read(body, table.columns(), rows.after());
            }
            if (body.position() == start) {
                throw new MalformedEventException("a row of no bytes");
            }
            count++;
        }
        return count;
    }
}
