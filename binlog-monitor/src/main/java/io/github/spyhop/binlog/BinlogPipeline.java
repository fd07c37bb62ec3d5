package io.github.spyhop.binlog;

import io.github.spyhop.binlog.change.ChangeReader;
import io.github.spyhop.binlog.checkpoint.LeaseLostException;
import io.github.spyhop.binlog.filter.ChangeFilter;
import io.github.spyhop.binlog.merge.MergeSettings;
import io.github.spyhop.binlog.merge.MergeWindow;
import io.github.spyhop.binlog.message.MessageEncoder;
import io.github.spyhop.binlog.publish.PublishException;
import io.github.spyhop.binlog.publish.Publisher;
import io.github.spyhop.binlog.snapshot.Snapshot;
import io.github.spyhop.binlog.snapshot.SnapshotOrder;
import io.github.spyhop.binlog.stream.BinlogStream;
import io.github.spyhop.binlog.stream.StreamStart;
import io.github.spyhop.binlog.transaction.Transaction;
import io.github.spyhop.binlog.transaction.TransactionAssembler;
import io.github.spyhop.binlog.transaction.TransactionQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * merge        those of one row taken together, where asked for       {@link MergeWindow}
 * message      a message for each                                     {@link MessageEncoder}
 * publish      sent, and confirmed by the broker                      {@link Publisher}
 * snapshot     rows of tables, fitted in between where asked for      {@link Snapshot}
 * checkpoint   what is confirmed, and so need not be read again       {@link Confirmed}
 * </pre>
 */
public final class BinlogPipeline implements AutoCloseable {

    private static final Duration WAIT_MAX = Duration.ofMillis(200);
    private static final long LAST_CONFIRMS_MILLIS_MAX = 5_000;
    private static final long GAP_CONFIRM_MILLIS_MAX = 30_000;

    private final Stages stages;
    private final Duration heartbeat;
    private final DirectDelivery direct;
    private final Delivery delivery;
    private final Snapshot snapshot;
    private long lastHeartbeatNanos = System.nanoTime();

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
            Publisher<Work> publisher) {}

    /**
     * How messages are sent.
     *
     * @param heartbeat after how long without messages a heartbeat is published
     * @param definitions whether statements that change tables are published too
     * @param merge how changes of one row are merged
     * @param announced where windows of merged changes ended that are still to come, in order
     */
    public record Sending(
            Duration heartbeat, boolean definitions, MergeSettings merge, List<String> announced) {}

    /** Where it is said up to which transaction changes are about to be merged. */
    public interface Announcements {
        void announce(String lastTransaction) throws LeaseLostException;
    }

    /**
     * @param snapshot of tables, fitted in between
     */
    public BinlogPipeline(
            Stages stages, Sending sending, Announcements announcements, Snapshot snapshot) {
        this.stages = stages;
        this.snapshot = snapshot;
        heartbeat = sending.heartbeat();
        direct = new DirectDelivery(stages, snapshot, sending.definitions());
        delivery =
                sending.merge().delay().isZero()
                        ? direct
                        : new MergingDelivery(
                                stages,
                                direct,
                                sending.merge(),
                                announcements,
                                sending.announced());
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
            snapshot.close();
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

    private void publishAll() throws PublishException, LeaseLostException, InterruptedException {
        List<Transaction> batch = new ArrayList<>();
        goOnWithSnapshot(); // before the first change: one may move a row to where all was read
        while (stages.queue().take(batch, WAIT_MAX)) {
            for (Transaction transaction : batch) {
                current().deliver(transaction);
                snapshot.passed(transaction);
            }
            batch.clear();
            delivery.tick();
            goOnWithSnapshot();
            heartbeatIfIdle();
            stages.publisher().flush();
        }
        delivery.finish();
        stages.publisher().awaitConfirms(LAST_CONFIRMS_MILLIS_MAX);
    }

    /** Nothing is merged while tables are read: each row must be as it is at its place. */
    private Delivery current() {
        return snapshot.isReading() ? direct : delivery;
    }

    private void goOnWithSnapshot()
            throws PublishException, LeaseLostException, InterruptedException {
        snapshot.tick();
        if (snapshot.isDue() && !delivery.isRepeating()) {
            delivery.finish();
            snapshot.begin();
        }
    }

    private void heartbeatIfIdle() throws PublishException, InterruptedException {
        long now = System.nanoTime();
        if (now - Math.max(lastHeartbeatNanos, delivery.lastMessageNanos())
                >= heartbeat.toNanos()) {
            stages.publisher().publish(stages.encoder().heartbeat());
            lastHeartbeatNanos = now;
        }
    }

    /** Ends the run: what was read whole is published, then {@link #run} returns. */
    @Override
    public void close() {
        stages.queue().end(new ClosedException());
        stages.stream().close();
        snapshot.close();
    }

    /** The snapshot that is wanted. */
    public void order(Optional<SnapshotOrder> wanted) {
        snapshot.order(wanted);
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
