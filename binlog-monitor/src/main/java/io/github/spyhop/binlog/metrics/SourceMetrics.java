package io.github.spyhop.binlog.metrics;

import io.github.spyhop.binlog.Confirmed;
import io.github.spyhop.binlog.event.RowOperation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The meters of all sources. */
@ApplicationScoped
public class SourceMetrics {

    private final MeterRegistry registry;

    SourceMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The meters of one source. */
    public OfSource of(String source) {
        return new OfSource(registry, source);
    }

    /** What one source reports. */
    public static final class OfSource {

        private final MeterRegistry registry;
        private final Tags tags;
        private final Map<RowOperation, Counter> rows = new EnumMap<>(RowOperation.class);
        private final Counter transactions;
        private final Counter merged;

        OfSource(MeterRegistry registry, String source) {
            this.registry = registry;
            tags = Tags.of("source", source);
            for (RowOperation operation : RowOperation.values()) {
                rows.put(
                        operation,
                        Counter.builder("spyhop.binlog.rows")
                                .description("Rows that were published and confirmed")
                                .tags(
                                        tags.and(
                                                "operation",
                                                operation.name().toLowerCase(Locale.ROOT)))
                                .register(registry));
            }
            transactions =
                    Counter.builder("spyhop.binlog.transactions")
                            .description("Transactions that are done: published and confirmed")
                            .tags(tags)
                            .register(registry);
            merged =
                    Counter.builder("spyhop.binlog.rows.merged")
                            .description("Rows without a message of their own, by BINLOG_DELAY")
                            .tags(tags)
                            .register(registry);
        }

        /** Takes all meters of the source away. */
        public void remove() {
            List.copyOf(registry.getMeters()).stream()
                    .filter(meter -> meter.getId().getName().startsWith("spyhop.binlog."))
                    .filter(meter -> meter.getId().getTags().containsAll(tags.stream().toList()))
                    .forEach(registry::remove);
        }

        /**
         * A figure that is read when it is asked for.
         *
         * @param of is held, and asked for the figure
         */
        public <T> void gauge(String name, String description, T of, ToDoubleFunction<T> figure) {
            Gauge.builder("spyhop.binlog." + name, of, figure)
                    .description(description)
                    .tags(tags)
                    .strongReference(true)
                    .register(registry);
        }

        /** A transaction is confirmed. */
        public void confirmed(Confirmed unit) {
            transactions.increment(unit.transactions());
            merged.increment(unit.rowsMerged());
            rows.forEach((operation, counter) -> {
                long count = unit.counts().total(operation);
                if (count > 0) {
                    counter.increment((double) count);
                }
            });
        }
    }
}
