package io.github.spyhop.probe.store;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.probe.config.ProbeConfig;
import io.github.spyhop.probe.report.ReportSink;
import io.github.spyhop.probe.report.WindowReport;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps reports until the store has them. */
@ApplicationScoped
public class StoreSink implements ReportSink {

    private static final Logger LOGGER = Logger.getLogger(StoreSink.class);

    private final ReportStore store;
    private final LinkedBlockingDeque<WindowReport> waiting;
    private final AtomicLong dropped = new AtomicLong();

    StoreSink(
            MongoClient client,
            ProbeConfig config,
            @ConfigProperty(name = Store.DATABASE_VARIABLE, defaultValue = Store.DEFAULT_DATABASE)
                    String database) {
        store = new ReportStore(new Store(client.getDatabase(database), System.getenv()));
        waiting = new LinkedBlockingDeque<>(config.limits().reportsKept());
    }

    @Override
    public void report(WindowReport report) {
        while (!waiting.offerLast(report)) {
            if (waiting.pollFirst() != null) {
                dropped.incrementAndGet();
            }
        }
    }

    /** Writes what waits, oldest first, until the store refuses. */
    @Scheduled(every = "0.5s", concurrentExecution = ConcurrentExecution.SKIP)
    synchronized void write() {
        WindowReport report = waiting.peekFirst();
        try {
            while (report != null) {
                store.write(report);
                waiting.removeFirstOccurrence(report);
                report = waiting.peekFirst();
            }
        } catch (MongoException refused) {
            LOGGER.warnf(
                    "the store does not take windows now, %d wait: %s",
                    waiting.size(), refused.getMessage());
        }
    }

    /** After the capture has ended, whose last window is reported then. */
    void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) {
        write();
    }

    /** Why the store cannot be written now, or null. */
    public @Nullable String failure() {
        try {
            store.ping();
            return null;
        } catch (MongoException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    /** Reports that wait for the store. */
    public int waiting() {
        return waiting.size();
    }

    /** Reports that there was no room for. */
    public long dropped() {
        return dropped.get();
    }
}
