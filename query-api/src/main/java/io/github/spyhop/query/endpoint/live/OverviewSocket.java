package io.github.spyhop.query.endpoint.live;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.query.ShowOverview;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import org.jboss.logging.Logger;

/** Pushes the overview every second: the state at once on connect, then the same object to all. */
@WebSocket(path = "/ws/overview")
@RolesAllowed(Roles.VIEWER)
public class OverviewSocket {

    private static final Logger LOGGER = Logger.getLogger(OverviewSocket.class);

    private final Viewers viewers;
    private final ShowOverview overview;

    OverviewSocket(Viewers viewers, ShowOverview overview) {
        this.viewers = viewers;
        this.overview = overview;
    }

    @OnOpen
    @RunOnVirtualThread
    void open(WebSocketConnection connection) {
        viewers.add(connection);
        viewers.send(connection, overview.show());
    }

    @OnClose
    void close(WebSocketConnection connection) {
        viewers.remove(connection);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void push() {
        if (viewers.all().isEmpty()) {
            return;
        }
        try {
            viewers.push(overview.show());
        } catch (RuntimeException storeAway) {
            LOGGER.warnf("No live overview: %s", storeAway.getMessage());
        }
    }
}
