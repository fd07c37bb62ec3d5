package io.github.spyhop.binlog.change;

import io.github.spyhop.binlog.event.ByteCursor;
import io.github.spyhop.binlog.event.ColumnFormat;
import io.github.spyhop.binlog.event.EventType;
import io.github.spyhop.binlog.event.RowOperation;
import io.github.spyhop.binlog.event.RowsEvent;
import io.github.spyhop.binlog.event.TableMapEvent;
import io.github.spyhop.binlog.schema.TableSchema;
import io.github.spyhop.binlog.schema.TableSchemas;
import io.github.spyhop.binlog.transaction.EventLog;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Reads the rows of a transaction's events. Used by one thread. */
public final class ChangeReader {

    private static final int TABLES_MAX = 20_000;

    private final TableSchemas schemas;
    private final Map<TableSchema, RowChange> views = new IdentityHashMap<>();

    public ChangeReader(TableSchemas schemas) {
        this.schemas = schemas;
    }

    /**
     * Gives all changes of a transaction to the sink.
     *
     * @throws io.github.spyhop.binlog.fault.FaultException before the first one, if a table's
     *     definition is not known
     */
    public <E extends Exception> void read(EventLog log, ChangeSink<E> sink)
            throws E, InterruptedException {
        for (TableMapEvent table : log.tables()) {
            schemas.of(table);
        }
        EventLog.Reader events = log.read();
        int row = 0;
        while (events.next()) {
            if (events.type() == EventType.QUERY) {
                sink.onStatement(events.statement());
            } else {
                row = rows(events, row, sink);
            }
        }
    }

    private <E extends Exception> int rows(EventLog.Reader events, int before, ChangeSink<E> sink)
            throws E, InterruptedException {
        TableSchema table = schemas.of(events.table());
        RowChange change = viewOf(table);
        List<ColumnFormat> columns = table.formats();
        ByteCursor body = events.body();
        RowsEvent rows = RowsEvent.decode(events.type(), body, columns.size());
        int row = before;
        while (body.hasRemaining()) {
            if (rows.operation() != RowOperation.INSERT) {
                change.before().read(body, columns, rows.before());
            }
            if (rows.partial()) {
                change.after().readPartial(body, columns, rows.after());
            } else if (rows.operation() != RowOperation.DELETE) {
                change.after().read(body, columns, rows.after());
            }
            change.set(rows.operation(), events.timestampSeconds(), ++row);
            sink.onRow(change);
        }
        return row;
    }

    private RowChange viewOf(TableSchema table) {
        RowChange view = views.get(table);
        if (view == null) {
            if (views.size() >= TABLES_MAX) {
                views.clear();
            }
            view = new RowChange(table);
            views.put(table, view);
        }
        return view;
    }
}
