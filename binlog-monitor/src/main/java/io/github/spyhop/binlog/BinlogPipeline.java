package io.github.spyhop.binlog;

import io.github.spyhop.binlog.change.ChangeReader;
import io.github.spyhop.binlog.change.ChangeSink;
import io.github.spyhop.binlog.change.RowChange;
import io.github.spyhop.binlog.event.MalformedEventException;
import io.github.spyhop.binlog.event.TableMapEvent;
import io.github.spyhop.binlog.fault.Fault;
import io.github.spyhop.binlog.fault.FaultCode;
import io.github.spyhop.binlog.fault.FaultException;
import io.github.spyhop.binlog.filter.ChangeFilter;
import io.github.spyhop.binlog.message.MessageEncoder;
import io.github.spyhop.binlog.publish.PublishException;
import io.github.spyhop.binlog.publish.Publisher;
import io.github.spyhop.binlog.stream.BinlogStream;
import io.github.spyhop.binlog.stream.StreamStart;
import io.github.spyhop.binlog.transaction.EventLog;
import io.github.spyhop.binlog.transaction.LoggedStatement;
import io.github.spyhop.binlog.transaction.Transaction;
import io.github.spyhop.binlog.transaction.TransactionAssembler;
import io.github.spyhop.binlog.transaction.TransactionQueue;
import io.github.spyhop.binlog.window.TableCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stages of one run of a source, in the order of the data:
 *
 * <pre>
 * stream       events of the replication connection                   {@link BinlogStream}
 * transaction  whole transactions, in the order of their commit       {@link TransactionAssembler}
 *              (from here on it is the publishing thread's)           {@link TransactionQueue}
 * change       the changed rows of each                               {@link ChangeReader}
 * filter       those that are published                               {@link ChangeFilter}
 * message      a message for each                                     {@link MessageEncoder}
 * publish      sent, and confirmed by the broker                      {@link Publisher}
 * checkpoint   what is confirmed, and so need not be read again       {@link Confirmed}
 * </pre>
 */
public final class BinlogPipeline implements AutoCloseable {

    private static final Duration WAIT_MAX = Duration.ofMillis(200);
    private static final long LAST_CONFIRMS_MILLIS_MAX = 5_000;
    private static final long GAP_CONFIRM_MILLIS_MAX = 30_000;

    private final Stages stages;
    private final Duration heartbeat;
    private final boolean definitions;
    private long lastMessageNanos = System.nanoTime();

    /** The run was ended from outside. */
    public static final class ClosedException extends Exception {

        private static final long serialVersionUID = 1L;

        ClosedException() {
            super("closed");
        }
    }

    /** The stages, made for one run. */
    public record Stages(
            BinlogStream stream,
            TransactionAssembler assembler,
            TransactionQueue queue,
            ChangeReader changes,
            ChangeFilter filter,
            MessageEncoder encoder,
            Publisher<Confirmed> publisher) {}

    /**
     * @param heartbeat after how long without messages a heartbeat is published
     * @param definitions whether statements that change tables are published too
     */
    public BinlogPipeline(Stages stages, Duration heartbeat, boolean definitions) {
        this.stages = stages;
        this.definitions = definitions;
        this.heartbeat = heartbeat;
    }

    /**
     * Runs until a server is lost, a fault is met or it is closed, and then throws the reason. What
     * was read whole before that is published first.
     *
     * @param name tells this run's threads from others
     */
    public void run(StreamStart start, String name) throws Exception {
        Thread reader =
                Thread.ofPlatform().name("binlog-read-" + name).start(() -> readFrom(start));
        try {
            publishAll();
        } finally {
            stages.stream().close();
            stages.queue().close();
            reader.join();
            stages.assembler().close();
        }
        throw reasonOf(stages.queue().endCause());
    }

    /**
     * Publishes that something is missing, and waits until that is confirmed.
     *
     * @param id of the message
     */
    public void publishGap(String id, String reason) throws PublishException, InterruptedException {
        stages.encoder().gap(id, reason, stages.publisher()::publish);
        if (!stages.publisher().awaitConfirms(GAP_CONFIRM_MILLIS_MAX)) {
            throw PublishException.unconfirmed("the gap message");
        }
    }

    private static Exception reasonOf(@Nullable Exception end) {
        return end == null ? new ClosedException() : end;
    }

    private void readFrom(StreamStart start) {
        try {
            stages.stream().run(start, stages.assembler());
        } catch (Exception end) {
            stages.queue().end(end);
        }
    }

    private void publishAll() throws PublishException, InterruptedException {
        List<Transaction> batch = new ArrayList<>();
        while (stages.queue().take(batch, WAIT_MAX)) {
            for (Transaction transaction : batch) {
                publish(transaction);
            }
            batch.clear();
            heartbeatIfIdle();
            stages.publisher().flush();
        }
        stages.publisher().awaitConfirms(LAST_CONFIRMS_MILLIS_MAX);
    }

    private void publish(Transaction transaction) throws PublishException, InterruptedException {
        TableCounts counts = new TableCounts();
        switch (transaction.contents()) {
            case Transaction.Rows(EventLog log) -> {
                try (log) {
                    publishRows(transaction, log, counts);
                }
            }
            case Transaction.Statement(LoggedStatement statement) -> {
                stages.changes().follow(transaction, statement);
                stages.encoder().begin(transaction, 0);
                publishDefinition(statement);
            }
            case Transaction.Skipped(String reason) -> {
                stages.encoder().begin(transaction, 0);
                stages.encoder().gap(reason, stages.publisher()::publish);
            }
            case Transaction.Nothing _ -> {}
            case Transaction.Unreadable(var fault) -> {
                throw atTransaction(transaction, fault);
            }
        }
        stages.publisher().endUnit(Confirmed.of(transaction, counts));
    }

    private void publishRows(Transaction transaction, EventLog log, TableCounts counts)
            throws PublishException, InterruptedException {
        int total = stages.filter().rowCount(log);
        if (total > 0 || log.hasStatements()) {
            stages.encoder().begin(transaction, total);
            try {
                stages.changes().read(transaction, log, new RowPublisher(counts));
            } catch (FaultException failure) {
                throw atTransaction(transaction, failure.fault());
            } catch (MalformedEventException malformed) {
                throw atTransaction(
                        transaction,
                        new Fault(
                                FaultCode.EVENT_MALFORMED, String.valueOf(malformed.getMessage())));
            }
            stages.encoder().end(stages.publisher()::publish);
            lastMessageNanos = System.nanoTime();
        }
    }

    /** Names the transaction, by which it may be skipped, once all before it are confirmed. */
    private FaultException atTransaction(Transaction transaction, Fault fault)
            throws PublishException, InterruptedException {
        stages.publisher().awaitConfirms(LAST_CONFIRMS_MILLIS_MAX);
        return new FaultException(
                fault.code(), "transaction %s: %s".formatted(transaction.id(), fault.detail()));
    }

    private void publishDefinition(LoggedStatement statement)
            throws PublishException, InterruptedException {
        if (definitions
                && statement.changesTables()
                && stages.filter().publishes(statement.schema())) {
            stages.encoder().definition(statement, stages.publisher()::publish);
        }
    }

    private final class RowPublisher implements ChangeSink<PublishException> {

        private final TableCounts counts;

        RowPublisher(TableCounts counts) {
            this.counts = counts;
        }

        @Override
        public boolean wants(TableMapEvent table) {
            return stages.filter().publishes(table.schema(), table.table());
        }

        @Override
        public void onRow(RowChange change) throws PublishException, InterruptedException {
            if (stages.filter().publishes(change.table(), change.operation())) {
                stages.encoder().row(change, stages.publisher()::publish);
                counts.add(change.table(), change.operation());
            }
        }

        @Override
        public void onStatement(LoggedStatement statement)
                throws PublishException, InterruptedException {
            publishDefinition(statement);
        }
    }

    private void heartbeatIfIdle() throws PublishException, InterruptedException {
        if (System.nanoTime() - lastMessageNanos >= heartbeat.toNanos()) {
            stages.publisher().publish(stages.encoder().heartbeat());
            lastMessageNanos = System.nanoTime();
        }
    }

    /** Ends the run: what was read whole is published, then {@link #run} returns. */
    @Override
    public void close() {
        stages.queue().end(new ClosedException());
        stages.stream().close();
    }

    /** How many transactions wait to be published. */
    public int waiting() {
        return stages.queue().size();
    }

    /** How many messages wait for their confirm. */
    public long unconfirmed() {
        return stages.publisher().unconfirmed();
    }

    /** Whether the broker holds this run back. */
    public boolean isBlocked() {
        return stages.publisher().isBlocked();
    }
}
