package io.github.spyhop.probe.endpoint;

import io.github.spyhop.probe.outbox.Delivery;
import io.github.spyhop.probe.outbox.WindowFrame;
import io.github.spyhop.probe.outbox.WindowOutbox;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives this node's windows to the master of its cluster: binary messages, each a {@link
 * WindowFrame}; the master answers each with its id as text once it is
 * stored. {@link WindowsAccess} says who may.
 */
@WebSocket(path = WindowsSocket.PATH)
public class WindowsSocket {

    static final String PATH = "/cluster/windows";

    private static final Logger LOGGER = Logger.getLogger(WindowsSocket.class);

    private final WindowOutbox outbox;
    private final Map<String, Delivery> deliveries = new ConcurrentHashMap<>();

    WindowsSocket(WindowOutbox outbox) {
        this.outbox = outbox;
    }

    @OnOpen
    @Blocking
    void opened(WebSocketConnection master) {
        LOGGER.infof("a master collects from here: %s", master.handshakeRequest().host());
        deliveries.put(master.id(), new Delivery(outbox, frame -> send(master, frame)));
    }

    private void send(WebSocketConnection master, WindowFrame frame) {
        master.sendBinary(Buffer.buffer(frame.bytes()))
                .subscribe()
                .with(sent -> {}, failed -> ended(master));
    }

    @OnTextMessage
    @Blocking
    void acknowledged(String id, WebSocketConnection master) {
        Delivery delivery = deliveries.get(master.id());
        if (delivery != null) {
            delivery.acknowledged(id);
        }
    }

    @OnClose
    void closed(WebSocketConnection master) {
        ended(master);
    }

    @OnError
    void failed(WebSocketConnection master, RuntimeException failure) {
        LOGGER.debugf("a master of this node failed: %s", failure.getMessage());
        ended(master);
    }

    private void ended(WebSocketConnection master) {
        @Nullable Delivery delivery = deliveries.remove(master.id());
        if (delivery != null) {
            delivery.close();
        }
    }
}
