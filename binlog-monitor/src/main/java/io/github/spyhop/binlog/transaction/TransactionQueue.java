package io.github.spyhop.binlog.transaction;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands transactions from the thread that reads to the one that publishes: bounded in number and
 * bytes, in batches while there is much to do, at once otherwise.
 */
public final class TransactionQueue implements TransactionSink {

    private static final int BATCH_MAX = 64;

    private final int countMax;
    private final long bytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Transaction> batch = new ArrayList<>(BATCH_MAX);
    private final Deque<Transaction> ready = new ArrayDeque<>();
    private long readyBytes;
    private boolean ended;
    private boolean woken;
    private @Nullable Exception cause;

    public TransactionQueue(int countMax, long bytesMax) {
        this.countMax = countMax;
        this.bytesMax = bytesMax;
    }

    @Override
    public void onTransaction(Transaction transaction) throws InterruptedException {
        batch.add(transaction);
        if (batch.size() >= BATCH_MAX || (long) transaction.memoryBytes() * BATCH_MAX > bytesMax) {
            onDrained();
        }
    }

    @Override
    public void onDrained() throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        lock.lockInterruptibly();
        try {
            while (isFull() && !ended) {
                changed.await();
            }
            for (Transaction transaction : batch) {
                ready.add(transaction);
                readyBytes += transaction.memoryBytes();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
            batch.clear();
        }
    }

    private boolean isFull() {
        return ready.size() >= countMax || readyBytes >= bytesMax;
    }

    /** The reader has ended; what it handed over before is still given out. */
    public void end(Exception reason) {
        lock.lock();
        try {
            ended = true;
            cause = cause == null ? reason : cause;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Moves what is ready into a list, and waits for it up to a time.
     *
     * @return false when nothing is left and the reader has ended
     */
    public boolean take(List<Transaction> into, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (ready.isEmpty() && !ended && !woken && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
            boolean wasFull = isFull();
            into.addAll(ready);
            ready.clear();
            readyBytes = 0;
            if (wasFull) {
                changed.signalAll();
            }
            return !into.isEmpty() || !ended;
        } finally {
            lock.unlock();
        }
    }

    /** Who waits for transactions has something else to do. */
    public void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Why the reader ended, if it has. */
    public @Nullable Exception endCause() {
        lock.lock();
        try {
            return cause;
        } finally {
            lock.unlock();
        }
    }

    /** How many are waiting. */
    public int size() {
        lock.lock();
        try {
            return ready.size();
        } finally {
            lock.unlock();
        }
    }

    /** Deletes the files of what nobody will take any more. */
    public void close() {
        end(new InterruptedException("closed"));
        lock.lock();
        try {
            for (Transaction transaction : ready) {
                release(transaction);
            }
            ready.clear();
        } finally {
            lock.unlock();
        }
    }

    private static void release(Transaction transaction) {
        if (transaction.contents() instanceof Transaction.Rows(EventLog log)) {
            log.close();
        }
    }
}
