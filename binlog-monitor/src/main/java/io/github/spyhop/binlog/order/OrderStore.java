package io.github.spyhop.binlog.order;

/** Keeps orders, for all replicas of the monitor. */
public interface OrderStore {

    Orders load(String source);

    void pause(String source);

    /** Ends a pause, and makes a source that has stopped try again. */
    void resume(String source);

    /** Gives a transaction up. */
    void skip(String source, String transaction, String reason);

    void restart(String source, Orders.Restart restart);

    /** The restart of these orders is done. */
    void restarted(String source, Orders done);
}
