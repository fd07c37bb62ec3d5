package io.github.spyhop.query.endpoint.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.enterprise.context.Dependent;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The viewers of one WebSocket. A viewer that has not taken the last message is left out of the
 * next, so it slows nobody and nothing piles up for it.
 */
@Dependent
class Viewers {

    private static final Logger LOGGER = Logger.getLogger(Viewers.class);

    private final Map<WebSocketConnection, AtomicBoolean> sending = new ConcurrentHashMap<>();
    private final ObjectMapper mapper;
    private final Counter skipped;

    Viewers(ObjectMapper mapper, MeterRegistry metrics) {
        this.mapper = mapper;
        this.skipped =
                Counter.builder("spyhop_live_skipped")
                        .description("Live messages not sent, since the client was too slow")
                        .register(metrics);
    }

    void add(WebSocketConnection connection) {
        sending.put(connection, new AtomicBoolean());
    }

    void remove(WebSocketConnection connection) {
        sending.remove(connection);
    }

    Set<WebSocketConnection> all() {
        return Set.copyOf(sending.keySet());
    }

    /** Sends a message to each. */
    void push(Object message) {
        if (!sending.isEmpty()) {
            String text = textOf(message);
            sending.keySet().forEach(connection -> send(connection, text));
        }
    }

    /** Sends a message to one; tells whether it was free to take it. */
    boolean send(WebSocketConnection connection, Object message) {
        return send(connection, textOf(message));
    }

    private boolean send(WebSocketConnection connection, String text) {
        AtomicBoolean busy = sending.get(connection);
        if (busy == null) {
            return false;
        }
        if (!busy.compareAndSet(false, true)) {
            skipped.increment();
            return false;
        }
        connection
                .sendText(text)
                .subscribe()
                .with(
                        sent -> busy.set(false),
                        gone -> {
                            LOGGER.debugf("A viewer is gone: %s", gone.getMessage());
                            sending.remove(connection);
                        });
        return true;
    }

    private String textOf(Object message) {
        try {
            return mapper.writeValueAsString(message);
        } catch (JsonProcessingException ourOwnRecordsAreJson) {
            throw new IllegalStateException(ourOwnRecordsAreJson);
        }
    }
}
