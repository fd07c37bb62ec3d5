package io.github.spyhop.collector;

import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.poll.innodb.LockReader;
import java.time.Duration;

/** Looks who waits for whom, and which transactions are open for long. */
final class LockTask implements WatchTask {

    private final Watched watched;
    private final Services services;
    private final CollectorConfig.Locks config;
    private final LockReader reader;

    LockTask(Watched watched, Services services) {
        this.watched = watched;
        this.services = services;
        this.config = services.config().locks();
        this.reader = new LockReader(config.rowsMax());
    }

    @Override
    public String name() {
        return "locks";
    }

    @Override
    public Duration interval() {
        return config.interval();
    }

    @Override
    public void run() {
        LockReader.Look look = reader.look(watched.link(), config.transactionFrom());
        services.locks().write(watched.instance(), look.withTexts(watched.redactor()::sqlIfAny));
    }
}
