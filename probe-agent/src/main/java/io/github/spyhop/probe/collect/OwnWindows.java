package io.github.spyhop.probe.collect;

import com.mongodb.MongoException;
import io.github.spyhop.probe.cluster.ClusterService;
import io.github.spyhop.probe.outbox.DamagedFrameException;
import io.github.spyhop.probe.outbox.KeptWindow;
import io.github.spyhop.probe.outbox.WindowOutbox;
import io.github.spyhop.probe.store.WindowStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

/** Stores this node's own windows, if nobody else does. */
@ApplicationScoped
class OwnWindows {

    private static final int BATCH = 16;
    private static final Duration LAST_DELIVERY_MAX = Duration.ofSeconds(3);

    /** After the capture has ended, whose last window is reported then, before the cluster is left. */
    private static final int LATE = Integer.MAX_VALUE - 1;

    private final WindowOutbox outbox;
    private final WindowStore store;
    private final ClusterService cluster;

    OwnWindows(WindowOutbox outbox, WindowStore store, ClusterService cluster) {
        this.outbox = outbox;
        this.store = store;
        this.cluster = cluster;
    }

    /** Stores what waits, oldest first, until the store refuses. */
    @Scheduled(every = "0.5s", concurrentExecution = ConcurrentExecution.SKIP)
    synchronized void store() throws DamagedFrameException {
        try {
            List<KeptWindow> waiting = outbox.after(0, BATCH);
            while (cluster.role().stores() && !waiting.isEmpty()) {
                for (KeptWindow window : waiting) {
                    store.store(window.frame().report());
                    outbox.acknowledge(window.id());
                }
                waiting = outbox.after(0, BATCH);
            }
        } catch (MongoException away) {
            store.isAway(away);
        }
    }

    void stop(@Observes @Priority(LATE) ShutdownEvent event)
            throws DamagedFrameException, InterruptedException {
        if (cluster.role().stores()) {
            store();
        } else {
            outbox.awaitEmpty(LAST_DELIVERY_MAX);
        }
    }
}
