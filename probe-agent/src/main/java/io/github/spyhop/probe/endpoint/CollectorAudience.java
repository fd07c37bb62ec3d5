package io.github.spyhop.probe.endpoint;

import io.github.spyhop.probe.report.CompactJson;
import io.github.spyhop.probe.report.ReportAudience;
import io.github.spyhop.probe.report.ReportJson;
import io.github.spyhop.probe.report.WindowReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Everyone who listens to {@code /collector}. Who reads too slowly misses reports, and this counts it. */
@ApplicationScoped
public class CollectorAudience implements ReportAudience {

    private static final int UNREAD_MAX = 8;
    private static final String COMPACT = "format=compact";

    private final Map<String, Listener> listeners = new ConcurrentHashMap<>();
    private final Counter missed;

    CollectorAudience(MeterRegistry registry) {
        Gauge.builder("spyhop.probe.collector.listeners", listeners, Map::size)
                .description("Open connections to /collector")
                .register(registry);
        missed =
                Counter.builder("spyhop.probe.collector.missed")
                        .description("Reports that listeners were too slow for")
                        .register(registry);
    }

    private record Listener(
            WebSocketConnection connection, boolean compact, AtomicInteger unread) {}

    void join(WebSocketConnection connection) {
        String query = connection.handshakeRequest().query();
        boolean compact = query != null && java.util.List.of(query.split("&")).contains(COMPACT);
        listeners.put(connection.id(), new Listener(connection, compact, new AtomicInteger()));
    }

    void leave(WebSocketConnection connection) {
        listeners.remove(connection.id());
    }

    @Override
    public void report(WindowReport report) {
        Supplier<String> readable = once(() -> ReportJson.write(report));
        Supplier<String> compact = once(() -> CompactJson.write(report));
        for (Listener listener : listeners.values()) {
            if (listener.unread().incrementAndGet() > UNREAD_MAX) {
                listener.unread().decrementAndGet();
                missed.increment();
            } else {
                send(listener, listener.compact() ? compact.get() : readable.get());
            }
        }
    }

    private void send(Listener listener, String text) {
        listener.connection()
                .sendText(text)
                .subscribe()
                .with(
                        sent -> listener.unread().decrementAndGet(),
                        failed -> leave(listener.connection()));
    }

    private static Supplier<String> once(Supplier<String> expensive) {
        return new Supplier<>() {
            private String made = "";

            @Override
            public String get() {
                if (made.isEmpty()) {
                    made = expensive.get();
                }
                return made;
            }
        };
    }
}
