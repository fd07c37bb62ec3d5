package io.github.spyhop.collector;

import com.mongodb.MongoException;
import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.explain.ExplainOutcome;
import io.github.spyhop.collector.explain.ExplainOutcome.Refused;
import io.github.spyhop.collector.explain.ExplainRate;
import io.github.spyhop.collector.explain.ExplainRequest;
import io.github.spyhop.collector.explain.SessionSettings;
import io.github.spyhop.model.store.SlowQueryDocument;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * The slow statements of one instance that wait for their plan. Each gets one outcome, be it that it
 * was refused for want of room.
 */
final class PlanQueue {

    private static final Logger LOGGER = Logger.getLogger(PlanQueue.class);

    private final Watched watched;
    private final Services services;
    private final CollectorConfig.Explain config;
    private final ExplainRate rate;
    private final Semaphore room;

    PlanQueue(Watched watched, Services services) {
        this.watched = watched;
        this.services = services;
        this.config = services.config().explain();
        this.rate = new ExplainRate(config.perMinuteMax());
        this.room = new Semaphore(config.waitingMax());
    }

    /** Has a statement explained, on another thread; called by one thread at a time. */
    void add(SlowQueryDocument slow, SessionSettings settings) {
        if (!rate.take(Instant.now())) {
            keep(
                    slow,
                    new Refused(
                            "%d plans a minute were asked of this instance already"
                                    .formatted(config.perMinuteMax())));
        } else if (!room.tryAcquire()) {
            keep(
                    slow,
                    new Refused(
                            "%d statements of this instance wait for their plan already"
                                    .formatted(config.waitingMax())));
        } else {
            Thread.ofVirtual()
                    .name("explain-" + watched.instance())
                    .start(() -> explain(slow, settings));
        }
    }

    private void explain(SlowQueryDocument slow, SessionSettings settings) {
        try {
            ExplainRequest request =
                    new ExplainRequest(slow.sqlText(), slow.truncated(), slow.db(), settings);
            keep(slow, services.explainer().explain(watched.link(), request));
        } catch (MongoException unreachable) {
            LOGGER.warnf("%s: a plan is lost: %s", watched.instance(), unreachable.getMessage());
        } finally {
            room.release();
        }
    }

    private void keep(SlowQueryDocument slow, ExplainOutcome outcome) {
        String status = outcome.getClass().getSimpleName();
        services.meters().counter("spyhop.collector.plans", "status", status).increment();
        services.plans().write(slow, outcome, Instant.now());
    }
}
