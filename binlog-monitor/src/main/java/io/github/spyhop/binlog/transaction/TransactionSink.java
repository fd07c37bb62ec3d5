package io.github.spyhop.binlog.transaction;

/** Takes transactions in the order of their commit. */
public interface TransactionSink {

    void onTransaction(Transaction transaction) throws InterruptedException;

    /** The stream has nothing further at hand. */
    void onDrained() throws InterruptedException;
}
