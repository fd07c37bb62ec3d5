package io.github.spyhop.probe.collect;

import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import io.github.spyhop.probe.cluster.ClusterService;
import io.github.spyhop.probe.cluster.ClusterView;
import io.github.spyhop.probe.cluster.Member;
import io.github.spyhop.probe.cluster.NodeAddress;
import io.github.spyhop.probe.cluster.Role;
import io.github.spyhop.probe.outbox.DamagedFrameException;
import io.github.spyhop.probe.outbox.WindowFrame;
import io.github.spyhop.probe.report.ReportAudience;
import io.github.spyhop.probe.report.WindowReport;
import io.github.spyhop.probe.store.WindowStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * Collects the windows of all other nodes while this one is the master. A window is shown to those
 * who listen when it comes, and acknowledged when the store has it; so a master that dies takes
 * nothing with it, and the next one is sent again what this one had not stored.
 */
@ApplicationScoped
public class MasterCollecting {

    private static final Duration RETRY = Duration.ofMillis(500);

    /** Windows that are stored at the same time. */
    private static final int WRITERS_MAX = 8;

    private final ClusterService cluster;
    private final WindowStore store;
    private final Instance<ReportAudience> audience;
    private final Semaphore writers = new Semaphore(WRITERS_MAX);
    private final ShownWindows shown = new ShownWindows();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<NodeAddress, MemberLink> links = new HashMap<>();

    MasterCollecting(
            ClusterService cluster, WindowStore store, @Any Instance<ReportAudience> audience) {
        this.cluster = cluster;
        this.store = store;
        this.audience = audience;
    }

    void start(@Observes StartupEvent event) {
        cluster.onView(this::collect);
    }

    /** Has a link to each node whose windows are to be collected, and to no other. */
    private synchronized void collect(ClusterView view) {
        Set<NodeAddress> wanted =
                view.role() == Role.MASTER
                        ? view.others().stream().map(Member::server).collect(Collectors.toSet())
                        : Set.of();
        links.entrySet()
                .removeIf(link -> {
                    if (!wanted.contains(link.getKey())) {
                        link.getValue().close();
                        return true;
                    }
                    return false;
                });
        for (NodeAddress server : wanted) {
            links.computeIfAbsent(server, this::link);
        }
    }

    private MemberLink link(NodeAddress server) {
        return new MemberLink(
                server, client, cluster.secret().orElseThrow().authorization(), this::take);
    }

    private String take(WindowFrame frame) throws DamagedFrameException, InterruptedException {
        WindowReport report = frame.report();
        if (shown.isNew(report)) {
            audience.forEach(listener -> listener.report(report));
        }
        while (!stored(report)) {
            Thread.sleep(RETRY);
        }
        return report.id();
    }

    private boolean stored(WindowReport report) throws InterruptedException {
        writers.acquire();
        try {
            store.store(report);
            return true;
        } catch (MongoInterruptedException closed) {
            throw (InterruptedException)
                    new InterruptedException("collecting has ended").initCause(closed);
        } catch (MongoException away) {
            store.isAway(away);
            return false;
        } finally {
            writers.release();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        collect(new ClusterView(Role.STANDBY, 0, List.of(), List.of()));
    }

    /** Nodes whose windows come now. */
    public synchronized long connected() {
        return links.values().stream().filter(MemberLink::isConnected).count();
    }
}
