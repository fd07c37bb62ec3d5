package io.github.spyhop.binlog.snapshot;

import io.github.spyhop.binlog.change.RowChange;
import io.github.spyhop.binlog.event.RowImage;
import io.github.spyhop.binlog.filter.FilterSettings;
import io.github.spyhop.binlog.message.MessageSink;
import io.github.spyhop.binlog.message.SnapshotMessages;
import io.github.spyhop.binlog.position.GtidSet;
import io.github.spyhop.binlog.publish.PublishException;
import io.github.spyhop.binlog.server.MySqlServer;
import io.github.spyhop.binlog.server.ServerFacts;
import io.github.spyhop.binlog.snapshot.SnapshotState.Cursor;
import io.github.spyhop.binlog.snapshot.SnapshotState.Phase;
import io.github.spyhop.binlog.snapshot.SnapshotState.TableState;
import io.github.spyhop.binlog.transaction.EventLog;
import io.github.spyhop.binlog.transaction.Transaction;
import io.github.spyhop.binlog.value.QueriedValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fits the rows of tables into the stream, so that each message has its row as it is at that place.
 * Used by the thread that publishes, which tells it of all that the stream does.
 *
 * <p>When a chunk is asked for, all that was published so far is waited for to be visible; when it
 * is there, it is held back until the stream has passed all that it may show. In between {@link
 * ChunkWindow} follows the table: a row that was not changed is as it was read, another one as the
 * stream has left it.
 */
public final class Snapshot implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(Snapshot.class);

    /** A transaction that is waited for may have been rolled back: then the chunk is read again. */
    private static final Duration STANDSTILL_MAX = Duration.ofSeconds(5);

    private final ReadingThread thread;
    private final SnapshotMessages messages;
    private final MessageSink<PublishException> sink;
    private final Consumer<SnapshotState> done;
    private final GtidSet passed;
    private final String run = UUID.randomUUID().toString();
    private volatile Optional<SnapshotOrder> ordered;
    private Optional<SnapshotState> state;
    private Optional<String> planned = Optional.empty();
    private boolean reading;
    private long definitions;
    private ChunkWindow window = new ChunkWindow();
    private @Nullable Waiting waiting;
    private long movedNanos = System.nanoTime();

    /**
     * What holds when a run begins.
     *
     * @param passed the transactions that are done
     * @param state how far the last snapshot is, if there was one
     * @param ordered the snapshot that is wanted
     */
    public record Start(
            String passed, Optional<SnapshotState> state, Optional<SnapshotOrder> ordered) {}

    /**
     * Where messages go.
     *
     * @param sink takes them
     * @param done takes the state that holds when all that was sent before is confirmed
     */
    public record Output(MessageSink<PublishException> sink, Consumer<SnapshotState> done) {}

    /**
     * How tables are read.
     *
     * @param source its name
     * @param facts of the server that the stream comes from
     * @param ready is called when {@link #tick} has something to do
     */
    public record Reading(
            String source,
            MySqlServer server,
            ServerFacts facts,
            FilterSettings filter,
            SnapshotSettings settings,
            Runnable ready) {}

    private record Waiting(Chunk chunk, List<String> keys) {}

    public Snapshot(Reading reading, Start start, SnapshotMessages messages, Output output) {
        thread =
                new ReadingThread(
                        new ChunkReader(
                                reading.server(),
                                reading.facts(),
                                reading.filter(),
                                reading.settings()),
                        reading.ready(),
                        reading.source());
        this.messages = messages;
        sink = output.sink();
        done = output.done();
        passed = GtidSet.parse(start.passed());
        state = start.state();
        ordered = start.ordered();
    }

    /** Takes another order; from any thread. */
    public void order(Optional<SnapshotOrder> latest) {
        ordered = latest;
    }

    /** Whether it waits for {@link #begin}. */
    public boolean isDue() {
        boolean isPlanning = planned.isPresent() && !planned.equals(state.map(SnapshotState::id));
        return !reading && !isPlanning && state.flatMap(SnapshotState::current).isPresent();
    }

    /** Whether each change of a row must be told. */
    public boolean isReading() {
        return reading;
    }

    /** From now on each change is told, and all before were sent. */
    public void begin() {
        LOGGER.infof("snapshot %s reads tables", state.map(SnapshotState::id).orElse(""));
        reading = true;
        ask();
    }

    private void ask() {
        waiting = null;
        window = new ChunkWindow();
        movedNanos = System.nanoTime();
        thread.read(new ChunkReader.Wish(current(), passed.toString(), definitions));
    }

    private TableState current() {
        return state.flatMap(SnapshotState::current).orElseThrow();
    }

    /**
     * Looks at a change of a row before it is published.
     *
     * @return the snapshot for which the change must bring the whole row along, if it must. Not a message
     *     of its own: when changes come again after a crash, subscribers pass over what they have handled,
     *     and nothing new may stand between
     */
    public Optional<String> follow(RowChange change) {
        return reading && isCurrent(change) && window.follow(change)
                ? state.map(SnapshotState::id)
                : Optional.empty();
    }

    private boolean isCurrent(RowChange change) {
        return current().table().schema().equals(change.table().schema())
                && current().table().table().equals(change.table().table());
    }

    /** A transaction was published. */
    public void passed(Transaction transaction) throws PublishException, InterruptedException {
        if (transaction.gtid() != null) {
            passed.add(transaction.gtid());
        }
        movedNanos = System.nanoTime();
        boolean mayDefine = mayDefine(transaction);
        definitions += mayDefine ? 1 : 0;
        if (!reading) {
            return;
        }
        if (window.isIncomplete()) {
            refuse("rows were changed in a session whose binlog_row_image is not FULL");
        } else if (mayDefine) {
            ask();
        }
        sendIfDue();
    }

    private static boolean mayDefine(Transaction transaction) {
        return switch (transaction.contents()) {
            case Transaction.Rows(EventLog log) -> log.hasStatements();
            case Transaction.Statement _, Transaction.Skipped _ -> true;
            case Transaction.Nothing _, Transaction.Unreadable _ -> false;
        };
    }

    /** Looks for orders and for what was read. */
    public void tick() throws PublishException, InterruptedException {
        followOrder();
        thread.take(SnapshotState.class).ifPresent(this::planned);
        if (reading) {
            switch (thread.take(ChunkReader.Answer.class).orElse(null)) {
                case null -> {}
                case ChunkReader.Refused(String reason) -> refuse(reason);
                case ChunkReader.Read(Chunk chunk) -> hold(chunk);
            }
            sendIfDue();
        }
    }

    private void followOrder() {
        SnapshotOrder order = ordered.orElse(null);
        if (order == null) {
            return;
        }
        boolean known = state.map(SnapshotState::id).filter(order.id()::equals).isPresent();
        if (order.cancelled()) {
            if (known && state.flatMap(SnapshotState::current).isPresent()) {
                reading = false;
                waiting = null;
                keep(state.orElseThrow().cancel());
            }
        } else if (!known && !planned.equals(Optional.of(order.id()))) {
            reading = false;
            waiting = null;
            planned = Optional.of(order.id());
            thread.plan(order);
        }
    }

    private void planned(SnapshotState plan) {
        LOGGER.infof("snapshot %s has %d tables", plan.id(), plan.tables().size());
        keep(plan);
    }

    private void keep(SnapshotState changed) {
        state = Optional.of(changed);
        done.accept(changed);
    }

    private void refuse(String reason) {
        LOGGER.warnf("snapshot of %s: %s", current().table(), reason);
        keep(state.orElseThrow().with(current().refused(reason)));
        goOn();
    }

    private void goOn() {
        if (state.flatMap(SnapshotState::current).isPresent()) {
            ask();
        } else {
            reading = false;
            waiting = null;
        }
    }

    private void hold(Chunk chunk) {
        if (window.isOverfull()) {
            LOGGER.debugf("%s changes faster than it is read", current().table());
            ask();
            return;
        }
        RowKeys keys = new RowKeys(chunk.shape().schema(), QueriedValues::of);
        List<String> ofRows = chunk.rows().stream().map(keys::of).toList();
        window.restrictTo(Set.copyOf(ofRows));
        waiting = new Waiting(chunk, ofRows);
    }

    private void sendIfDue() throws PublishException, InterruptedException {
        Waiting held = waiting;
        if (held == null) {
            return;
        }
        if (passed.containsAll(held.chunk().seen())) {
            send(held);
        } else if (System.nanoTime() - movedNanos > STANDSTILL_MAX.toNanos()) {
            ask();
        }
    }

    private void send(Waiting held) throws PublishException, InterruptedException {
        ChunkWindow changes = window;
        TableState before = current();
        TableState after = behind(before, held.chunk());
        SnapshotState next = state.orElseThrow().with(after);
        state = Optional.of(next);
        goOn(); // The next chunk is read while this one is sent.
        for (int i = 0; i < held.keys().size(); i++) {
            SnapshotMessages.Label label = label(before, held.keys().get(i));
            switch (changes.of(held.keys().get(i))) {
                case ChunkWindow.Untouched _ ->
                        sink.send(
                                messages.queried(
                                        label,
                                        held.chunk().shape().schema(),
                                        held.chunk().rows().get(i)));
                case ChunkWindow.Changed(var table, var row) ->
                        sink.send(messages.logged(label, table, row));
                case ChunkWindow.Settled _ -> {}
            }
        }
        if (after.phase() == Phase.DONE) {
            sink.send(messages.end(label(after, "end"), after.table(), after.rows()));
        }
        done.accept(next);
    }

    private static TableState behind(TableState before, Chunk chunk) {
        List<RowImage> rows = new ArrayList<>(chunk.rows());
        Cursor cursor = rows.isEmpty() ? before.cursor() : chunk.shape().behind(rows.getLast());
        return new TableState(
                before.table(),
                chunk.isLast() ? Phase.DONE : Phase.READING,
                "",
                before.estimatedRows(),
                (chunk.fromStart() ? 0 : before.rows()) + rows.size(),
                cursor);
    }

    private SnapshotMessages.Label label(TableState table, String key) {
        SnapshotState snapshot = state.orElseThrow();
        return new SnapshotMessages.Label(
                RowKeys.messageId(snapshot, run, table.table(), key), snapshot.id());
    }

    @Override
    public void close() {
        thread.close();
    }
}
