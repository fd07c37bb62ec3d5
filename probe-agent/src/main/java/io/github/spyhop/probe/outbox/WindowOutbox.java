package io.github.spyhop.probe.outbox;

import io.github.spyhop.probe.config.ProbeConfig;
import io.github.spyhop.probe.report.ReportSink;
import io.github.spyhop.probe.report.WindowReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The windows of this node that nobody has acknowledged yet, oldest first, with those of earlier runs
 * where a folder keeps them. Whoever delivers them reads from a place on, and acknowledges each once it
 * is stored. When there is no room the oldest goes, and is counted.
 */
@ApplicationScoped
public class WindowOutbox implements ReportSink {

    private static final Logger LOGGER = Logger.getLogger(WindowOutbox.class);

    private final int windowsMax;
    private final long bytesMax;
    private final WindowSpool spool;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition emptied = lock.newCondition();
    private final TreeMap<Long, KeptWindow> windows = new TreeMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private long bytes;
    private long newestPlace;
    private long dropped;

    @Inject
    WindowOutbox(ProbeConfig config) {
        this(
                config.limits().reportsKept(),
                config.limits().reportBytesKept().asLongValue(),
                config.outboxFolder().map(Path::of));
    }

    WindowOutbox(int windowsMax, long bytesMax, Optional<Path> folder) {
        this.windowsMax = windowsMax;
        this.bytesMax = bytesMax;
        spool = new WindowSpool(folder);
        List<KeptWindow> earlier = spool.earlier();
        earlier.forEach(this::put);
        if (!earlier.isEmpty()) {
            LOGGER.infof("%d windows of an earlier run wait to be delivered", earlier.size());
        }
    }

    @Override
    public void report(WindowReport report) {
        WindowFrame frame = WindowFrame.of(report);
        lock.lock();
        try {
            KeptWindow window = new KeptWindow(newestPlace + 1, report.id(), frame);
            spool.keep(window);
            put(window);
        } finally {
            lock.unlock();
        }
        listeners.forEach(Runnable::run);
    }

    private void put(KeptWindow added) {
        newestPlace = added.place();
        windows.put(newestPlace, added);
        bytes += added.frame().bytes().length;
        while (windows.size() > windowsMax || bytes > bytesMax) {
            KeptWindow oldest = windows.firstEntry().getValue();
            remove(oldest);
            dropped++;
            LOGGER.warnf("no room for window %s, which nobody took: dropped", oldest.id());
        }
    }

    /** Windows behind a place, in their order. */
    public List<KeptWindow> after(long place, int max) {
        lock.lock();
        try {
            return windows.tailMap(place, false).values().stream().limit(max).toList();
        } finally {
            lock.unlock();
        }
    }

    /** A window is taken care of. Acknowledging it once more does nothing. */
    public void acknowledge(String id) {
        lock.lock();
        try {
            windows.values().stream()
                    .filter(window -> window.id().equals(id))
                    .findFirst()
                    .ifPresent(this::remove);
        } finally {
            lock.unlock();
        }
    }

    private void remove(KeptWindow window) {
        windows.remove(window.place());
        spool.remove(window);
        bytes -= window.frame().bytes().length;
        if (windows.isEmpty()) {
            emptied.signalAll();
        }
    }

    /** Calls this after each new window; it must not block. */
    public void onWindow(Runnable listener) {
        listeners.add(listener);
    }

    /** Ends what {@link #onWindow} began. */
    public void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** Waits until every window is acknowledged; false if that took too long. */
    public boolean awaitEmpty(Duration max) throws InterruptedException {
        long nanos = max.toNanos();
        lock.lock();
        try {
            while (!windows.isEmpty() && nanos > 0) {
                nanos = emptied.awaitNanos(nanos);
            }
            return windows.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** What waits, and what there was no room for. */
    public Counts counts() {
        lock.lock();
        try {
            return new Counts(windows.size(), bytes, dropped, spool.failures());
        } finally {
            lock.unlock();
        }
    }

    /**
     * How full an outbox is.
     *
     * @param waiting windows that nobody has acknowledged
     * @param waitingBytes of their frames
     * @param dropped windows that there was no room for
     * @param notOnDisk how often the folder refused a window, or had what is none
     */
    public record Counts(int waiting, long waitingBytes, long dropped, long notOnDisk) {}
}
