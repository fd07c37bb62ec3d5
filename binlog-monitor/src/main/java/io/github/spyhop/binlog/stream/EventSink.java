package io.github.spyhop.binlog.stream;

import io.github.spyhop.binlog.event.BinlogEvent;

/** Takes the events of a {@link BinlogStream}, on its thread. */
public interface EventSink {

    /** Takes an event, which is valid until this returns. */
    void onEvent(BinlogEvent event) throws InterruptedException;

    /** No further event has arrived yet: what is ready may go on. */
    void onDrained() throws InterruptedException;
}
