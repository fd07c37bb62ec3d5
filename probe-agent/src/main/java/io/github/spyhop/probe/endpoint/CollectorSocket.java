package io.github.spyhop.probe.endpoint;

import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import org.jboss.logging.Logger;

/** Sends each window's report to everyone who listens. */
@WebSocket(path = "/collector")
public class CollectorSocket {

    private static final Logger LOGGER = Logger.getLogger(CollectorSocket.class);

    private final CollectorAudience audience;

    CollectorSocket(CollectorAudience audience) {
        this.audience = audience;
    }

    @OnOpen
    void opened(WebSocketConnection connection) {
        audience.join(connection);
    }

    @OnClose
    void closed(WebSocketConnection connection) {
        audience.leave(connection);
    }

    @OnError
    void failed(WebSocketConnection connection, RuntimeException failure) {
        LOGGER.debugf("a listener of /collector failed: %s", failure.getMessage());
        audience.leave(connection);
    }
}
