package io.github.spyhop.collector;

import io.github.spyhop.collector.alert.Fact;
import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.poll.storage.StorageReader;
import io.github.spyhop.collector.poll.storage.StorageReader.Measurement;
import io.github.spyhop.collector.poll.storage.TableSize;
import java.time.Duration;
import java.time.Instant;

/** Measures what takes room on disk, however often the watch begins anew. */
final class StorageTask implements WatchTask {

    private static final Duration LOOK_MAX = Duration.ofMinutes(1);
    private static final Duration GROWTH_OVER = Duration.ofHours(1);

    private final Watched watched;
    private final Services services;
    private final CollectorConfig.Storage config;
    private Instant dueAt = Instant.EPOCH;

    StorageTask(Watched watched, Services services) {
        this.watched = watched;
        this.services = services;
        this.config = services.config().storage();
    }

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public Duration interval() {
        return config.interval().compareTo(LOOK_MAX) < 0 ? config.interval() : LOOK_MAX;
    }

    @Override
    public void run() {
        Instant now = Instant.now();
        String instance = watched.instance();
        if (dueAt.equals(Instant.EPOCH)) {
            dueAt =
                    services.storage()
                            .last(instance)
                            .map(size -> size.at().plus(config.interval()))
                            .orElse(now);
        }
        if (dueAt.isAfter(now)) {
            return;
        }
        Measurement measurement = StorageReader.read(watched.link());
        services.storage().write(instance, measurement);
        dueAt = now.plus(config.interval());
        services.storage()
                .dayBefore(instance, measurement.at())
                .filter(size -> !size.at().isAfter(measurement.at().minus(GROWTH_OVER)))
                .ifPresent(size -> {
                    long bytes = measurement.bytes(TableSize::bytes);
                    double days =
                            Duration.between(size.at(), measurement.at()).toSeconds()
                                    / (double) Duration.ofDays(1).toSeconds();
                    services.alerts()
                            .observe(
                                    instance,
                                    new Fact.Growth((bytes - size.bytes()) / days, bytes));
                });
    }
}
