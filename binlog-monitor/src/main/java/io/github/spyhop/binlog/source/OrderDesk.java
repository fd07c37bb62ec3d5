package io.github.spyhop.binlog.source;

import io.github.spyhop.binlog.order.Orders;
import java.time.Duration;

/** What a source is ordered to do now, and where its thread waits for that to change. */
final class OrderDesk {

    private static final long NANOS_OF_MILLI = 1_000_000;

    private Orders orders = Orders.NONE;
    private boolean stopping;

    synchronized Orders orders() {
        return orders;
    }

    /** Whether the source is to end for good. */
    synchronized boolean isStopping() {
        return stopping;
    }

    /** Whether the source is to end or to rest. */
    synchronized boolean isToRest() {
        return stopping || orders.paused();
    }

    synchronized void stop() {
        stopping = true;
        notifyAll();
    }

    /** Takes orders, and says whether they are new. */
    synchronized boolean take(Orders latest) {
        if (latest.revision() <= orders.revision()) {
            return false;
        }
        orders = latest;
        notifyAll();
        return true;
    }

    /** The restart of these orders is done. */
    synchronized void restarted(Orders followed) {
        if (orders.revision() == followed.revision()) {
            orders = followed.withoutRestart();
        }
    }

    /** Waits, but no longer than until something is ordered. */
    synchronized void pause(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        long known = orders.revision();
        for (long left = time.toMillis();
                left > 0 && !stopping && orders.revision() == known;
                left = (end - System.nanoTime()) / NANOS_OF_MILLI) {
            wait(left);
        }
    }

    /** Waits until something else is ordered than what is known. */
    synchronized void awaitOrders(long known) throws InterruptedException {
        while (!stopping && orders.revision() == known) {
            wait();
        }
    }
}
