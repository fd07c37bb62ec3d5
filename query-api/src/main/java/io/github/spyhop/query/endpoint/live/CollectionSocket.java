package io.github.spyhop.query.endpoint.live;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.read.CollectionRuns;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.PathParam;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a run over slow logs is: its state at once on connect, whoever watched before, then
 * each change with a line for the log. {@code ping} is answered with {@code pong}.
 */
@WebSocket(path = "/ws/collection/{id}")
@RolesAllowed(Roles.VIEWER)
public class CollectionSocket {

    private static final Logger LOGGER = Logger.getLogger(CollectionSocket.class);
    private static final String ID = "id";

    /** RFC 6455, section 7.4.1: what was asked for violates the policy. */
    private static final int REFUSED = 1008;

    private final Viewers viewers;
    private final CollectionRuns runs;
    private final Map<WebSocketConnection, CollectionRuns.Run> shown = new ConcurrentHashMap<>();
    private final Clock clock = Clock.systemUTC();

    CollectionSocket(Viewers viewers, CollectionRuns runs) {
        this.viewers = viewers;
        this.runs = runs;
    }

    /** What is sent: the state of a run, and the same as a line of a log. */
    sealed interface Message {

        /** The state of a run. */
        record Status(
                String type,
                String status,
                CollectionRuns.@Nullable Details details,
                Instant timestamp)
                implements Message {}

        /** A line of a log. */
        record Log(String type, String level, String message, Instant timestamp)
                implements Message {}
    }

    @OnOpen
    @RunOnVirtualThread
    void open(@PathParam(ID) String id, WebSocketConnection connection) {
        Optional<CollectionRuns.Run> run = runs.find(id);
        if (run.isEmpty()) {
            connection.closeAndAwait(new CloseReason(REFUSED, "There is no such run"));
            return;
        }
        viewers.add(connection);
        show(connection, run.get());
    }

    @OnTextMessage
    String answer(String text) {
        return text.contains("ping") ? "pong" : "{\"type\":\"error\",\"message\":\"Send ping.\"}";
    }

    @OnClose
    void close(WebSocketConnection connection) {
        viewers.remove(connection);
        shown.remove(connection);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void push() {
        try {
            Map<String, Optional<CollectionRuns.Run>> known = new HashMap<>();
            for (WebSocketConnection viewer : viewers.all()) {
                known.computeIfAbsent(viewer.pathParam(ID), runs::find)
                        .filter(run -> !run.equals(shown.get(viewer)))
                        .ifPresent(run -> show(viewer, run));
            }
        } catch (RuntimeException storeAway) {
            LOGGER.warnf("No progress of collections: %s", storeAway.getMessage());
        }
    }

    /** A viewer that is busy is shown the state at the next turn: the last state is never lost. */
    private void show(WebSocketConnection viewer, CollectionRuns.Run run) {
        Instant at = run.at() == null ? clock.instant() : run.at();
        String status = run.status().equals("requested") ? "started" : run.status();
        if (viewers.send(viewer, new Message.Status("status", status, run.details(), at))) {
            shown.put(viewer, run);
            viewer.sendText(new Message.Log("log", levelOf(run), lineOf(run), at))
                    .subscribe()
                    .with(sent -> {}, gone -> viewers.remove(viewer));
        }
    }

    private static String levelOf(CollectionRuns.Run run) {
        return run.status().equals("error") ? "ERROR" : "INFO";
    }

    private static String lineOf(CollectionRuns.Run run) {
        CollectionRuns.Details details = run.details();
        if (details == null) {
            return "The run waits for a collector.";
        }
        return details.error() != null
                ? details.error()
                : "%d of %d instances read, %d statements"
                        .formatted(
                                orZero(details.processedInstances()),
                                orZero(details.totalInstances()),
                                orZero(details.totalQueries()));
    }

    private static long orZero(@Nullable Number number) {
        return number == null ? 0 : number.longValue();
    }
}
