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
import io.github.spyhop.binlog.transaction.LoggedStatement;
import io.github.spyhop.binlog.transaction.Transaction;
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

    /** Follows a statement that stands alone. */
    public void follow(Transaction transaction, LoggedStatement statement) {
        schemas.follow(transaction, 0, statement);
    }

    /**
     * Gives all changes of a transaction that the sink wants to it.
     *
     * @throws io.github.spyhop.binlog.fault.FaultException before the first one, if a table's
     *     definition is not known
     */
    public <E extends Exception> void read(
            Transaction transaction, EventLog log, ChangeSink<E> sink)
            throws E, InterruptedException {
        if (!log.hasStatements()) {
            requireKnown(log, sink);
        }
        EventLog.Reader events = log.read();
        int row = 0;
        int statements = 0;
        while (events.next()) {
            if (events.type() == EventType.QUERY) {
                schemas.follow(transaction, ++statements, events.statement());
                sink.onStatement(events.statement());
            } else {
                if (sink.wants(events.table())) {
                    rows(events, row, sink);
                }
                row += events.rowCount();
            }
        }
    }

    private void requireKnown(EventLog log, ChangeSink<?> sink) {
        for (TableMapEvent table : log.tables()) {
            if (sink.wants(table)) {
                schemas.of(table);
            }
        }
    }

    private <E extends Exception> void rows(EventLog.Reader events, int before, ChangeSink<E> sink)
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
