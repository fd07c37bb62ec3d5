package io.github.spyhop.binlog.source;

import com.mongodb.MongoException;
import io.github.spyhop.binlog.checkpoint.Checkpoint;
import io.github.spyhop.binlog.checkpoint.CheckpointStore;
import io.github.spyhop.binlog.checkpoint.Lease;
import io.github.spyhop.binlog.checkpoint.LeaseLostException;
import io.github.spyhop.binlog.checkpoint.Progress;
import io.github.spyhop.binlog.snapshot.SnapshotState;
import io.github.spyhop.binlog.window.RowChangeWindows;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Keeps what a run has confirmed, and its lease, at intervals and at its end. */
final class Housekeeping implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(Housekeeping.class);

    private final CheckpointStore store;
    private final Lease lease;
    private final Progress progress;
    private final RowChangeWindows windows;
    private final SourceSettings.Timing timing;
    private final Runnable onLeaseLost;
    private final Thread thread;
    private long renewedNanos = System.nanoTime();

    /**
     * @param onLeaseLost is called when another monitor has taken the source
     */
    Housekeeping(
            CheckpointStore store,
            Lease lease,
            Kept kept,
            SourceSettings.Timing timing,
            Runnable onLeaseLost) {
        this.store = store;
        this.lease = lease;
        progress = kept.progress();
        windows = kept.windows();
        this.timing = timing;
        this.onLeaseLost = onLeaseLost;
        thread =
                Thread.ofVirtual()
                        .name("binlog-keep-" + lease.source())
                        .unstarted(this::keepAtIntervals);
    }

    /** What is kept. */
    record Kept(Progress progress, RowChangeWindows windows) {}

    void start() {
        thread.start();
    }

    private void keepAtIntervals() {
        try {
            while (true) {
                Thread.sleep(timing.checkpoint());
                if (!keepOnce()) {
                    return;
                }
            }
        } catch (InterruptedException ended) {
            // The run has ended; its last checkpoint is taken by close().
        }
    }

    private boolean keepOnce() {
        try {
            keep();
            renewIfDue();
            return true;
        } catch (LeaseLostException lost) {
            LOGGER.warn(lost.getMessage());
            onLeaseLost.run();
            return false;
        } catch (MongoException notNow) {
            LOGGER.warnf(
                    "source %s: cannot keep progress: %s", lease.source(), notNow.getMessage());
            return !isLeaseOver();
        }
    }

    /** Without a renewal another monitor may begin: this one must have ended by then. */
    private boolean isLeaseOver() {
        if (System.nanoTime() - renewedNanos < timing.lease().toNanos()) {
            return false;
        }
        onLeaseLost.run();
        return true;
    }

    private void renewIfDue() throws LeaseLostException {
        Duration third = timing.lease().dividedBy(3);
        long now = System.nanoTime();
        if (now - renewedNanos >= third.toNanos()) {
            store.renew(lease, timing.lease());
            renewedNanos = now;
        }
    }

    private void keep() throws LeaseLostException {
        Optional<Checkpoint> change = progress.takeChange();
        if (change.isPresent()) {
            try {
                store.save(lease, change.get());
            } catch (MongoException notKept) {
                progress.putBack();
                throw notKept;
            }
        }
        Optional<SnapshotState> snapshot = progress.takeSnapshot();
        if (snapshot.isPresent()) {
            try {
                store.save(lease, snapshot.get());
            } catch (MongoException notKept) {
                progress.putBack(snapshot.get());
                throw notKept;
            }
        }
        windows.flush();
    }

    /** Ends the intervals, and keeps what is confirmed so far. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
        try {
            keep();
        } catch (LeaseLostException | MongoException notKept) {
            LOGGER.warnf("source %s: last checkpoint: %s", lease.source(), notKept.getMessage());
        }
    }
}
