package io.github.spyhop.binlog.transaction;

import io.github.spyhop.binlog.event.BinlogEvent;
import io.github.spyhop.binlog.event.GtidEvent;
import io.github.spyhop.binlog.event.MalformedEventException;
import io.github.spyhop.binlog.event.QueryEvent;
import io.github.spyhop.binlog.event.RotateEvent;
import io.github.spyhop.binlog.event.XaPrepareEvent;
import io.github.spyhop.binlog.fault.Fault;
import io.github.spyhop.binlog.fault.FaultCode;
import io.github.spyhop.binlog.fault.FaultException;
import io.github.spyhop.binlog.position.BinlogPosition;
import io.github.spyhop.binlog.stream.EventSink;
import io.github.spyhop.binlog.transaction.Transaction.Contents;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of events into {@link Transaction}s. What cannot be read ends up in its place as
 * {@link Transaction.Unreadable}; nothing is passed over.
 */
public final class TransactionAssembler implements EventSink, AutoCloseable {

    private final AssemblerSettings settings;
    private final TransactionSink sink;
    private final FilePosition position;
    private final TableMaps tables = new TableMaps();
    private final PreparedTransactions prepared;
    private @Nullable OpenGroup group;

    /** The source ends at the transaction that could not be read: nothing behind it is of use. */
    private boolean stopped;

    public TransactionAssembler(
            AssemblerSettings settings, BinlogPosition start, TransactionSink sink) {
        this.settings = settings;
        this.sink = sink;
        position = new FilePosition(start);
        prepared = new PreparedTransactions(settings.preparedMax());
    }

    @Override
    public void onEvent(BinlogEvent event) throws InterruptedException {
        if (!event.isArtificial()) {
            position.stepOver(event);
        }
        if (!stopped) {
            handleGuarded(event);
        }
    }

    private void handleGuarded(BinlogEvent event) throws InterruptedException {
        try {
            handle(event);
        } catch (MalformedEventException malformed) {
            giveUp(
                    new Fault(
                            FaultCode.EVENT_MALFORMED,
                            "%s event before %s: %s"
                                    .formatted(
                                            event.type(), position.get(), malformed.getMessage())));
        } catch (FaultException failure) {
            giveUp(failure.fault());
        }
    }

    private void handle(BinlogEvent event) throws InterruptedException {
        switch (event.type()) {
            case ROTATE -> position.moveTo(RotateEvent.decode(event.body()).next());
            case GTID, ANONYMOUS_GTID, GTID_TAGGED -> begin(event);
            case QUERY -> query(event);
            case TABLE_MAP -> tables.learn(event);
            case WRITE_ROWS, UPDATE_ROWS, DELETE_ROWS, PARTIAL_UPDATE_ROWS -> rows(event);
            case WRITE_ROWS_V1, UPDATE_ROWS_V1, DELETE_ROWS_V1 -> rows(event);
            case XID -> commit(open());
            case XA_PREPARE -> prepare(XaPrepareEvent.decode(event.body()));
            case TRANSACTION_PAYLOAD -> unwrap(event);
            case INCIDENT -> throw new FaultException(FaultCode.EVENTS_LOST, "INCIDENT event");
            case BEGIN_LOAD_QUERY, APPEND_BLOCK, EXECUTE_LOAD_QUERY, DELETE_FILE ->
                    throw new FaultException(
                            FaultCode.STATEMENT_FORMAT, "LOAD DATA logged as a statement");
            case FORMAT_DESCRIPTION, PREVIOUS_GTIDS, HEARTBEAT, HEARTBEAT_V2, STOP -> {}
            case ROWS_QUERY, IGNORABLE, TRANSACTION_CONTEXT, VIEW_CHANGE -> {}
            // The context of a statement; if that changed rows, it is refused itself.
            case INTVAR, RAND, USER_VAR -> {}
            case UNKNOWN -> {
                if (!event.isIgnorable()) {
                    throw new FaultException(
                            FaultCode.EVENT_UNKNOWN, "event of type " + event.typeCode());
                }
            }
        }
    }

    private void begin(BinlogEvent event) throws InterruptedException {
        OpenGroup unended = group;
        if (unended != null) {
            emit(unended, new Transaction.Unreadable(noEnd(unended)));
        }
        GtidEvent start = GtidEvent.decode(event.type(), event.body());
        BinlogPosition at = position.before();
        String id = start.gtid() == null ? at.toString() : start.gtid().toString();
        OpenGroup opened =
                new OpenGroup(
                        id, start.gtid(), start.commitMicros(), at, new EventLog(settings.spill()));
        if (settings.skipped().containsKey(id)) {
            opened.abandon();
        }
        group = opened;
    }

    private static Fault noEnd(OpenGroup group) {
        return new Fault(FaultCode.EVENT_MALFORMED, "transaction " + group.id + " has no end");
    }

    private OpenGroup open() {
        OpenGroup opened = group;
        if (opened == null) {
            throw new MalformedEventException("it belongs to no transaction");
        }
        return opened;
    }

    private void rows(BinlogEvent event) {
        OpenGroup opened = open();
        if (!opened.abandoned) {
            opened.log.addRows(event, tables.tableOf(event), tables.countRows(event));
        }
    }

    private void query(BinlogEvent event) throws InterruptedException {
        QueryEvent query = QueryEvent.decode(event.body());
        OpenGroup opened = open();
        switch (StatementKind.of(query.sql())) {
            case BEGIN, XA_START -> opened.begun = true;
            case XA_END -> {}
            case SAVEPOINT -> opened.savepoint(lastWord(query.sql()));
            case ROLLBACK_TO -> opened.rollBackTo(lastWord(query.sql()));
            case COMMIT -> commit(opened);
            case ROLLBACK -> rolledBack(opened);
            case XA_COMMIT -> commitPrepared(opened, xidOf(query.sql()));
            case XA_ROLLBACK -> rollBackPrepared(opened, xidOf(query.sql()));
            case DEFINITION -> definition(opened, event.timestampSeconds(), query);
            case ROWS_UNSEEN -> {
                if (opened.abandoned) {
                    if (!opened.begun) {
                        commit(opened);
                    }
                    return;
                }
                throw new FaultException(
                        FaultCode.STATEMENT_FORMAT,
                        "logged as a statement in schema " + query.schema());
            }
        }
    }

    /** The name of a savepoint, in back-quotes. */
    private static String lastWord(String sql) {
        return sql.substring(sql.indexOf('`')).toLowerCase(Locale.ROOT);
    }

    /** {@code X'…',X'…',1} behind {@code XA COMMIT}; ONE PHASE is logged another way. */
    private static String xidOf(String sql) {
        return sql.strip().split("\\s+", 3)[2].replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    }

    private void definition(OpenGroup opened, long timestampSeconds, QueryEvent query)
            throws InterruptedException {
        LoggedStatement statement =
                new LoggedStatement(
                        query.schema(),
                        settings.characterSets().decode(query.sql(), query.collation()),
                        query.sqlMode(),
                        timestampSeconds);
        if (opened.begun) {
            if (!opened.abandoned) {
                opened.log.addStatement(statement);
            }
        } else {
            // Also of a transaction that is given up: the rows behind it need it.
            opened.log.close();
            emit(opened, new Transaction.Statement(statement));
        }
    }

    private void commit(OpenGroup opened) throws InterruptedException {
        emit(opened, contentsOf(opened));
    }

    private Contents contentsOf(OpenGroup group) {
        if (group.abandoned) {
            return new Transaction.Skipped(settings.skipped().getOrDefault(group.id, "unreadable"));
        }
        if (group.log.isEmpty()) {
            return new Transaction.Nothing();
        }
        return new Transaction.Rows(group.log);
    }

    private void rolledBack(OpenGroup opened) throws InterruptedException {
        opened.log.close();
        emit(opened, new Transaction.Nothing());
    }

    private void prepare(XaPrepareEvent event) throws InterruptedException {
        OpenGroup opened = open();
        if (event.onePhase()) {
            commit(opened);
        } else {
            prepared.add(event.xid(), opened);
            group = null;
            if (opened.gtid != null) {
                passOver(opened);
            }
        }
    }

    /** Who waits for a GTID must learn that it has come, though it is not done. */
    private void passOver(OpenGroup undecided) throws InterruptedException {
        BinlogPosition end = position.get();
        sink.onTransaction(
                new Transaction(
                        undecided.id,
                        undecided.gtid,
                        List.of(),
                        undecided.commitMicros,
                        end,
                        prepared.oldestStart(end),
                        new Transaction.Nothing()));
    }

    private void commitPrepared(OpenGroup opened, String xid) throws InterruptedException {
        Optional<OpenGroup> found = prepared.remove(xid);
        if (found.isEmpty()) {
            if (opened.abandoned || isPublished(position.get())) {
                commit(opened);
                return;
            }
            throw new FaultException(
                    FaultCode.XA_UNKNOWN, "transaction " + opened.id + " commits XA " + xid);
        }
        OpenGroup first = found.get();
        opened.gtids.addAll(0, first.gtids);
        emit(opened, contentsOf(opened.abandoned ? opened : first));
    }

    private void rollBackPrepared(OpenGroup opened, String xid) throws InterruptedException {
        prepared.remove(xid)
                .ifPresent(first -> {
                    opened.gtids.addAll(0, first.gtids);
                    first.log.close();
                });
        emit(opened, new Transaction.Nothing());
    }

    private void unwrap(BinlogEvent outer) throws InterruptedException {
        try (PayloadReader payload = new PayloadReader(outer)) {
            while (payload.next()) {
                handle(payload.event());
            }
        }
    }

    /** The transaction cannot be read. It goes on at once as such, and the source will stop at it. */
    private void giveUp(Fault fault) throws InterruptedException {
        OpenGroup opened = group;
        if (opened == null) {
            throw new FaultException(fault);
        }
        if (!opened.abandoned) {
            opened.abandon();
            emit(opened, new Transaction.Unreadable(fault));
            sink.onDrained();
            stopped = true;
        }
    }

    private void emit(OpenGroup opened, Contents contents) throws InterruptedException {
        group = null;
        BinlogPosition end = position.get();
        Contents passed = isPublished(end) ? new Transaction.Nothing() : contents;
        sink.onTransaction(
                new Transaction(
                        opened.id,
                        opened.gtid,
                        opened.gtids,
                        opened.commitMicros,
                        end,
                        prepared.oldestStart(end),
                        passed));
    }

    private boolean isPublished(BinlogPosition end) {
        return settings.publishedTo().isPresent()
                && end.compareTo(settings.publishedTo().get()) <= 0;
    }

    @Override
    public void onDrained() throws InterruptedException {
        sink.onDrained();
    }

    /** Forgets what has not been committed. */
    @Override
    public void close() {
        OpenGroup opened = group;
        if (opened != null) {
            opened.log.close();
        }
        prepared.close();
    }
}
