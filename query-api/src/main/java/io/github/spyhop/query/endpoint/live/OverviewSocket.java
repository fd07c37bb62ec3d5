package io.github.spyhop.query.endpoint.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.query.ShowOverview;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Pushes the overview every second: the state at once on connect, then the same object to all. A
 * client that has not taken the last one is left out of the next, so it slows nobody.
 */
@WebSocket(path = "/ws/overview")
@RolesAllowed(Roles.VIEWER)
public class OverviewSocket {

    private static final Logger LOGGER = Logger.getLogger(OverviewSocket.class);

    private final Map<WebSocketConnection, AtomicBoolean> sending = new ConcurrentHashMap<>();
    private final ShowOverview overview;
    private final ObjectMapper mapper;
    private final Counter skipped;

    OverviewSocket(ShowOverview overview, ObjectMapper mapper, MeterRegistry metrics) {
        this.overview = overview;
        this.mapper = mapper;
        this.skipped =
                Counter.builder("spyhop_live_skipped")
                        .description("Live messages not sent, since the client was too slow")
                        .register(metrics);
    }

    @OnOpen
    @RunOnVirtualThread
    void open(WebSocketConnection connection) {
        sending.put(connection, new AtomicBoolean());
        send(connection, current());
    }

    @OnClose
    void close(WebSocketConnection connection) {
        sending.remove(connection);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void push() {
        if (sending.isEmpty()) {
            return;
        }
        try {
            String message = current();
            sending.keySet().forEach(connection -> send(connection, message));
        } catch (RuntimeException storeAway) {
            LOGGER.warnf("No live overview: %s", storeAway.getMessage());
        }
    }

    private void send(WebSocketConnection connection, String message) {
        AtomicBoolean busy = sending.get(connection);
        if (busy == null) {
            return;
        }
        if (!busy.compareAndSet(false, true)) {
            skipped.increment();
            return;
        }
        connection
                .sendText(message)
                .subscribe()
                .with(
                        sent -> busy.set(false),
                        gone -> {
                            LOGGER.debugf("A viewer is gone: %s", gone.getMessage());
                            sending.remove(connection);
                        });
    }

    private String current() {
        try {
            return mapper.writeValueAsString(overview.show());
        } catch (JsonProcessingException ourOwnRecordsAreJson) {
            throw new IllegalStateException(ourOwnRecordsAreJson);
        }
    }
}
