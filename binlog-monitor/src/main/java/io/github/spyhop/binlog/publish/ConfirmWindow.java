package io.github.spyhop.binlog.publish;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The messages that were sent and not yet confirmed, bounded in number and bytes, and the units that
 * they belong to. A unit is done when all of its messages and all units before it are.
 *
 * <p>One thread sends; another reports what the broker answers.
 *
 * @param <U> a unit of work, such as a transaction
 */
final class ConfirmWindow<U> {

    private record Unit<U>(long lastSent, U work) {}

    private final int countMax;
    private final long bytesMax;
    private final Consumer<U> done;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int[] sizes;
    private final boolean[] confirmed;
    private final Deque<Unit<U>> units = new ArrayDeque<>();
    private long sent;
    private long confirmedTo;
    private long bytesOpen;
    private long waitingForRoom;
    private @Nullable PublishException failure;

    ConfirmWindow(int countMax, long bytesMax, Consumer<U> done) {
        this.countMax = countMax;
        this.bytesMax = bytesMax;
        this.done = done;
        int capacity = Integer.highestOneBit(Math.max(1, countMax - 1)) << 1;
        sizes = new int[capacity];
        confirmed = new boolean[capacity];
    }

    /** Whether a message may be sent now. A message larger than the window goes alone. */
    boolean hasRoom(int bytes) throws PublishException {
        lock.lock();
        try {
            throwFailure();
            return fits(bytes);
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(int bytes) {
        long open = sent - confirmedTo;
        return open == 0 || (open < countMax && bytesOpen + bytes <= bytesMax);
    }

    /** Waits until a message may be sent. */
    void awaitRoom(int bytes) throws PublishException, InterruptedException {
        lock.lockInterruptibly();
        try {
            waitingForRoom = bytes;
            while (failure == null && !fits(bytes)) {
                changed.await();
            }
            throwFailure();
        } finally {
            waitingForRoom = 0;
            lock.unlock();
        }
    }

    /** A message is about to be sent. */
    void sending(int bytes) {
        lock.lock();
        try {
            sent++;
            int slot = slotOf(sent);
            sizes[slot] = bytes;
            confirmed[slot] = false;
            bytesOpen += bytes;
        } finally {
            lock.unlock();
        }
    }

    /** The messages sent since the last unit ended make up this one. */
    void endUnit(U work) {
        lock.lock();
        try {
            units.add(new Unit<>(sent, work));
            finishUnits();
        } finally {
            lock.unlock();
        }
    }

    /** The broker has confirmed a message, or all up to it. */
    void confirm(long number, boolean all) {
        lock.lock();
        try {
            if (failure != null) {
                return;
            }
            for (long i = all ? confirmedTo + 1 : number; i <= number; i++) {
                confirmed[slotOf(i)] = true;
            }
            while (confirmedTo < sent && confirmed[slotOf(confirmedTo + 1)]) {
                confirmedTo++;
                int slot = slotOf(confirmedTo);
                confirmed[slot] = false;
                bytesOpen -= sizes[slot];
            }
            finishUnits();
            if (waitingForRoom > 0 ? hasAmpleRoom() : confirmedTo == sent) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** To wake the sender for one message at a time would cost more than the message. */
    private boolean hasAmpleRoom() {
        long open = sent - confirmedTo;
        return open == 0
                || (open <= countMax / 2
                        && bytesOpen + waitingForRoom <= Math.max(bytesMax / 2, 1));
    }

    private void finishUnits() {
        while (!units.isEmpty() && units.getFirst().lastSent() <= confirmedTo && failure == null) {
            done.accept(units.removeFirst().work());
        }
    }

    private int slotOf(long number) {
        return (int) number & sizes.length - 1;
    }

    /** Nothing is confirmed from now on. The first failure counts. */
    void fail(PublishException reason) {
        lock.lock();
        try {
            if (failure == null) {
                failure = reason;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void throwIfFailed() throws PublishException {
        lock.lock();
        try {
            throwFailure();
        } finally {
            lock.unlock();
        }
    }

    private void throwFailure() throws PublishException {
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Waits until all that was sent is confirmed.
     *
     * @return false if the time was over before
     */
    boolean awaitAll(long time, TimeUnit unit) throws PublishException, InterruptedException {
        long left = unit.toNanos(time);
        lock.lockInterruptibly();
        try {
            while (failure == null && confirmedTo < sent && left > 0) {
                left = changed.awaitNanos(left);
            }
            throwFailure();
            return confirmedTo == sent;
        } finally {
            lock.unlock();
        }
    }

    /** How many messages wait for their confirm. */
    long open() {
        lock.lock();
        try {
            return sent - confirmedTo;
        } finally {
            lock.unlock();
        }
    }

    /** How many messages were confirmed. */
    long confirmedCount() {
        lock.lock();
        try {
            return confirmedTo;
        } finally {
            lock.unlock();
        }
    }
}
