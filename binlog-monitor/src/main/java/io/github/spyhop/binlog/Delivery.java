package io.github.spyhop.binlog;

import io.github.spyhop.binlog.checkpoint.LeaseLostException;
import io.github.spyhop.binlog.publish.PublishException;
import io.github.spyhop.binlog.transaction.Transaction;

/** How transactions become messages: each at once, or several merged. Used by one thread. */
interface Delivery {

    /**
     * Takes the next transaction.
     *
     * @throws io.github.spyhop.binlog.fault.FaultException if it cannot be read; all before it are
     *     sent then
     */
    void deliver(Transaction transaction)
            throws PublishException, LeaseLostException, InterruptedException;

    /** Whether it must go on as it has begun before a crash. */
    boolean isRepeating();

    /** Sends what is due by now. */
    void tick() throws PublishException, LeaseLostException, InterruptedException;

    /** Sends all that was taken. */
    void finish() throws PublishException, LeaseLostException, InterruptedException;

    /** When a message was sent last, as {@link System#nanoTime} counts. */
    long lastMessageNanos();
}
