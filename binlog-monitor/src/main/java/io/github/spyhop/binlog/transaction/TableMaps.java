package io.github.spyhop.binlog.transaction;

import io.github.spyhop.binlog.event.BinlogEvent;
import io.github.spyhop.binlog.event.MalformedEventException;
import io.github.spyhop.binlog.event.RowImage;
import io.github.spyhop.binlog.event.TableMapEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The definitions that the tables' ids stand for. The server repeats a definition before each
 * statement's rows; bytes seen before are not read again.
 */
final class TableMaps {

    private static final int TABLES_MAX = 10_000;

    private static final class Known {
        private final byte[] body;
        private final TableMapEvent table;
        private final RowImage scratch;

        Known(byte[] body, TableMapEvent table) {
            this.body = body;
            this.table = table;
            scratch = new RowImage(table.columns().size());
        }
    }

    private final Map<Long, Known> byId =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Known> eldest) {
                    return size() > TABLES_MAX;
                }
            };

    void learn(BinlogEvent event) {
        long id = TableMapEvent.idOf(event);
        Known known = byId.get(id);
        if (known != null
                && Arrays.equals(
                        known.body,
                        0,
                        known.body.length,
                        event.array(),
                        event.bodyStart(),
                        event.end())) {
            return;
        }
        byte[] body = Arrays.copyOfRange(event.array(), event.bodyStart(), event.end());
        byId.put(id, new Known(body, TableMapEvent.decode(event.body())));
    }

    /** Counts the rows of an event; {@link #tableOf} says whose they are. */
    int countRows(BinlogEvent event) {
        Known known = knownOf(event);
        return RowCounter.count(event, known.table, known.scratch);
    }

    TableMapEvent tableOf(BinlogEvent event) {
        return knownOf(event).table;
    }

    private Known knownOf(BinlogEvent event) {
        long id = TableMapEvent.idOf(event);
        Known known = byId.get(id);
        if (known == null) {
            throw new MalformedEventException("rows of table id " + id + ", which nothing defines");
        }
        return known;
    }
}
