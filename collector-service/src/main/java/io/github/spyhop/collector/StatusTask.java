package io.github.spyhop.collector;

import io.github.spyhop.collector.alert.Fact;
import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.normalise.StatusDifference;
import io.github.spyhop.collector.poll.innodb.DeadlockReader;
import io.github.spyhop.collector.poll.status.StatusReader;
import io.github.spyhop.collector.poll.status.StatusReading;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps status variables: their values, and how fast those that are counters grow. */
final class StatusTask implements WatchTask {

    private static final String DEADLOCKS = "deadlock_errors";

    private final Watched watched;
    private final Services services;
    private final CollectorConfig.Status config;
    private @Nullable StatusReading before;
    private Instant commandsDue = Instant.EPOCH;
    private Instant cachesDue = Instant.EPOCH;

    StatusTask(Watched watched, Services services) {
        this.watched = watched;
        this.services = services;
        this.config = services.config().status();
    }

    @Override
    public String name() {
        return "status";
    }

    @Override
    public Duration interval() {
        return config.interval();
    }

    @Override
    public void run() {
        StatusReading now = StatusReader.read(watched.link());
        String instance = watched.instance();
        StatusReading last = before;
        Map<String, Double> rates =
                last == null ? Map.of() : StatusDifference.of(last, now).rates();
        before = now;
        services.status().write(instance, now, rates);
        services.alerts().observe(instance, new Fact.Status(now.values(), rates));
        boolean deadlocked =
                last == null
                        ? now.values().getOrDefault(DEADLOCKS, 0.0) > 0
                        : rates.getOrDefault(DEADLOCKS, 0.0) > 0;
        if (deadlocked) {
            DeadlockReader.latest(watched.link())
                    .ifPresent(report ->
                            services.locks().write(instance, watched.redactor().deadlock(report)));
        }
        if (!commandsDue.isAfter(now.at())) {
            commandsDue = services.status().writeCommands(instance, now, config.commandsInterval());
        }
        if (!cachesDue.isAfter(now.at())) {
            cachesDue = services.status().writeCaches(instance, now, config.cachesInterval());
        }
    }
}
