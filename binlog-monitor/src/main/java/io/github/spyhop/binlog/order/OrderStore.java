package io.github.spyhop.binlog.order;

import io.github.spyhop.binlog.snapshot.SnapshotOrder;

/** Keeps orders, for all replicas of the monitor. */
public interface OrderStore {

    Orders load(String source);

    void pause(String source);

    /** Ends a pause, and makes a source that has stopped try again. */
    void resume(String source);

    /** Gives a transaction up. */
    void skip(String source, String transaction, String reason);

    void restart(String source, Orders.Restart restart);

    /** Lets tables be read, or what is being read be ended. */
    void snapshot(String source, SnapshotOrder snapshot);

    /** The restart of these orders is done. */
    void restarted(String source, Orders done);
}
