package io.github.spyhop.query.endpoint.live;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.query.ShowLive;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.PathParam;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Pushes what happens now, every two seconds, by topic: the state at once on connect, then each time
 * the whole of it, which is a heartbeat too. {@code ?instance=} tells of one instance only.
 */
@WebSocket(path = "/ws/live/{topic}")
@RolesAllowed(Roles.VIEWER)
public class LiveSocket {

    private static final Logger LOGGER = Logger.getLogger(LiveSocket.class);
    private static final String TOPIC = "topic";
    private static final String INSTANCE = "instance";

    /** RFC 6455, section 7.4.1: what was sent violates the policy. */
    private static final int REFUSED = 1008;

    private final Viewers viewers;
    private final ShowLive live;

    LiveSocket(Viewers viewers, ShowLive live) {
        this.viewers = viewers;
        this.live = live;
    }

    /** What viewers share the figures of. */
    private record Watch(ShowLive.Topic topic, Optional<String> instance) {}

    @OnOpen
    @RunOnVirtualThread
    void open(@PathParam(TOPIC) String name, WebSocketConnection connection) {
        Optional<ShowLive.Topic> topic = ShowLive.Topic.named(name);
        if (topic.isEmpty()) {
            connection.closeAndAwait(
                    new CloseReason(REFUSED, "There are the topics " + ShowLive.Topic.names()));
            return;
        }
        viewers.add(connection);
        viewers.send(connection, live.show(topic.get(), instanceOf(connection)));
    }

    @OnClose
    void close(WebSocketConnection connection) {
        viewers.remove(connection);
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void push() {
        try {
            Map<Watch, ShowLive.State> states = new HashMap<>();
            for (WebSocketConnection viewer : viewers.all()) {
                ShowLive.Topic.named(viewer.pathParam(TOPIC))
                        .map(topic -> new Watch(topic, instanceOf(viewer)))
                        .ifPresent(watch ->
                                viewers.send(
                                        viewer,
                                        states.computeIfAbsent(
                                                watch,
                                                each -> live.show(each.topic(), each.instance()))));
            }
        } catch (RuntimeException storeAway) {
            LOGGER.warnf("No live figures: %s", storeAway.getMessage());
        }
    }

    private static Optional<String> instanceOf(WebSocketConnection connection) {
        String query = connection.handshakeRequest().query();
        return Optional.ofNullable(query).stream()
                .flatMap(text ->
                        new QueryStringDecoder(text, false)
                                .parameters().getOrDefault(INSTANCE, List.of()).stream())
                .filter(name -> !name.isEmpty())
                .findFirst();
    }
}
