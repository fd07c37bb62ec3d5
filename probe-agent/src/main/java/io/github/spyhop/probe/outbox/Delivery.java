package io.github.spyhop.probe.outbox;

import java.util.List;
import java.util.function.Consumer;

/** Sends the windows of an outbox to one master, a few ahead of its acknowledgements. */
public final class Delivery implements AutoCloseable {

    private static final int UNACKNOWLEDGED_MAX = 4;

    private final WindowOutbox outbox;
    private final Consumer<WindowFrame> master;
    private final Runnable onWindow = this::send;
    private long place;
    private int unacknowledged;

    /**
     * Begins with the oldest window that nobody has acknowledged.
     *
     * @param master is sent frames; it must not block
     */
    public Delivery(WindowOutbox outbox, Consumer<WindowFrame> master) {
        this.outbox = outbox;
        this.master = master;
        outbox.onWindow(onWindow);
        send();
    }

    private synchronized void send() {
        List<KeptWindow> next = outbox.after(place, UNACKNOWLEDGED_MAX - unacknowledged);
        for (KeptWindow window : next) {
            place = window.place();
            unacknowledged++;
            master.accept(window.frame());
        }
    }

    /** The master has stored a window. */
    public synchronized void acknowledged(String id) {
        outbox.acknowledge(id);
        unacknowledged = Math.max(0, unacknowledged - 1);
        send();
    }

    /** The master is gone. */
    @Override
    public void close() {
        outbox.forget(onWindow);
    }
}
