package io.github.spyhop.binlog;

import io.github.spyhop.binlog.change.ChangeSink;
import io.github.spyhop.binlog.change.RowChange;
import io.github.spyhop.binlog.event.MalformedEventException;
import io.github.spyhop.binlog.event.TableMapEvent;
import io.github.spyhop.binlog.fault.Fault;
import io.github.spyhop.binlog.fault.FaultCode;
import io.github.spyhop.binlog.fault.FaultException;
import io.github.spyhop.binlog.publish.PublishException;
import io.github.spyhop.binlog.snapshot.Snapshot;
import io.github.spyhop.binlog.transaction.EventLog;
import io.github.spyhop.binlog.transaction.LoggedStatement;
import io.github.spyhop.binlog.transaction.Transaction;
import io.github.spyhop.binlog.window.TableCounts;

/** Sends the messages of each transaction as it comes. */
final class DirectDelivery implements Delivery {

    private static final long CONFIRMS_BEFORE_FAULT_MILLIS_MAX = 5_000;

    private final BinlogPipeline.Stages stages;
    private final Snapshot snapshot;
    private final boolean definitions;
    private long lastMessageNanos = System.nanoTime();

    /**
     * @param snapshot is told of changes while it reads tables
     * @param definitions whether statements that change tables are published too
     */
    DirectDelivery(BinlogPipeline.Stages stages, Snapshot snapshot, boolean definitions) {
        this.stages = stages;
        this.snapshot = snapshot;
        this.definitions = definitions;
    }

    @Override
    public void deliver(Transaction transaction) throws PublishException, InterruptedException {
        TableCounts counts = new TableCounts();
        switch (transaction.contents()) {
            case Transaction.Rows(EventLog log) -> {
                try (log) {
                    rows(transaction, log, counts);
                }
            }
            case Transaction.Statement(LoggedStatement statement) -> {
                stages.changes().follow(transaction, statement);
                stages.encoder().begin(transaction, 0);
                definition(statement);
            }
            case Transaction.Skipped(String reason) -> {
                stages.encoder().begin(transaction, 0);
                stages.encoder().gap(reason, stages.publisher()::publish);
            }
            case Transaction.Nothing _ -> {}
            case Transaction.Unreadable(var fault) -> throw atTransaction(transaction, fault);
        }
        stages.publisher().endUnit(Confirmed.of(transaction, counts));
    }

    private void rows(Transaction transaction, EventLog log, TableCounts counts)
            throws PublishException, InterruptedException {
        int total = stages.filter().rowCount(log);
        if (total > 0 || log.hasStatements()) {
            stages.encoder().begin(transaction, total);
            read(transaction, log, new Rows(counts));
            stages.encoder().end(stages.publisher()::publish);
            lastMessageNanos = System.nanoTime();
        }
    }

    /** Reads a transaction's changes, and names it where they cannot be read. */
    void read(Transaction transaction, EventLog log, ChangeSink<PublishException> sink)
            throws PublishException, InterruptedException {
        try {
            stages.changes().read(transaction, log, sink);
        } catch (FaultException failure) {
            throw atTransaction(transaction, failure.fault());
        } catch (MalformedEventException malformed) {
            throw atTransaction(
                    transaction,
                    new Fault(FaultCode.EVENT_MALFORMED, String.valueOf(malformed.getMessage())));
        }
    }

    /** Names the transaction, by which it may be skipped, once all before it are confirmed. */
    private FaultException atTransaction(Transaction transaction, Fault fault)
            throws PublishException, InterruptedException {
        stages.publisher().awaitConfirms(CONFIRMS_BEFORE_FAULT_MILLIS_MAX);
        return new FaultException(
                fault.code(), "transaction %s: %s".formatted(transaction.id(), fault.detail()));
    }

    private void definition(LoggedStatement statement)
            throws PublishException, InterruptedException {
        if (definitions
                && statement.changesTables()
                && stages.filter().publishes(statement.schema())) {
            stages.encoder().definition(statement, stages.publisher()::publish);
        }
    }

    private final class Rows implements ChangeSink<PublishException> {

        private final TableCounts counts;

        Rows(TableCounts counts) {
            this.counts = counts;
        }

        @Override
        public boolean wants(TableMapEvent table) {
            return stages.filter().publishes(table.schema(), table.table());
        }

        @Override
        public void onRow(RowChange change) throws PublishException, InterruptedException {
            if (stages.filter().publishes(change.table(), change.operation())) {
                stages.encoder().row(change, snapshot.follow(change), stages.publisher()::publish);
                counts.add(change.table(), change.operation());
            }
        }

        @Override
        public void onStatement(LoggedStatement statement)
                throws PublishException, InterruptedException {
            definition(statement);
        }
    }

    @Override
    public boolean isRepeating() {
        return false;
    }

    @Override
    public void tick() {}

    @Override
    public void finish() {}

    @Override
    public long lastMessageNanos() {
        return lastMessageNanos;
    }
}
