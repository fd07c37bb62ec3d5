package io.github.spyhop.collector;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What all instances' tasks took, and how late their answers came. Thread-safe. */
final class TaskMeters {

    private static final Duration[] LAGS = {
        Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Map<String, Timer> durations = new ConcurrentHashMap<>();
    private final Map<String, Timer> lags = new ConcurrentHashMap<>();

    TaskMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * A task was run.
     *
     * @param outcome {@code ok} or what went wrong
     * @param late how long after it was due it began
     */
    void ran(String task, String outcome, Duration late, long nanos) {
        durations
                .computeIfAbsent(
                        task + ' ' + outcome,
                        key ->
                                registry.timer(
                                        "spyhop.collector.task", "task", task, "outcome", outcome))
                .record(nanos, TimeUnit.NANOSECONDS);
        if (outcome.equals("ok")) {
            lags.computeIfAbsent(task, this::lagOf)
                    .record(late.toNanos() + nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Counts the outcomes of EXPLAIN. */
    Counter plans(String status) {
        return registry.counter("spyhop.collector.plans", "status", status);
    }

    private Timer lagOf(String task) {
        return Timer.builder("spyhop.collector.task.lag")
                .description("from when a task was due to its answer")
                .tag("task", task)
                .serviceLevelObjectives(LAGS)
                .register(registry);
    }
}
