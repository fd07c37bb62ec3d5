package io.github.spyhop.collector;

import com.mongodb.MongoException;
import io.github.spyhop.collector.alert.Fact;
import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.explain.ExplainOutcome;
import io.github.spyhop.collector.explain.ExplainOutcome.Planned;
import io.github.spyhop.collector.explain.ExplainOutcome.Refused;
import io.github.spyhop.collector.explain.ExplainRate;
import io.github.spyhop.collector.explain.ExplainRequest;
import io.github.spyhop.collector.explain.LivePlansDeniedException;
import io.github.spyhop.collector.explain.PlanRedaction;
import io.github.spyhop.collector.explain.SessionSettings;
import io.github.spyhop.collector.normalise.StatementFamily;
import io.github.spyhop.model.store.PlanDocument;
import io.github.spyhop.model.store.SlowQueryDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one instance that wait for their plan. Each gets one outcome, be it that it was
 * refused for want of room. Thread-safe.
 */
final class PlanQueue {

    private static final Logger LOGGER = Logger.getLogger(PlanQueue.class);

    private static final Duration STOP_WAIT = Duration.ofSeconds(1);

    private final Watched watched;
    private final Services services;
    private final CollectorConfig.Explain config;
    private final ExplainRate rate;

    /** Samples have a rate of their own, lest they take the plans of slow statements. */
    private final ExplainRate sampleRate;

    private final Semaphore room;
    private final Set<String> waiting = new HashSet<>();
    private final Map<String, SlowQueryDocument> endedMeanwhile = new HashMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean livePlansAllowed = true;
    private volatile boolean stopped;

    PlanQueue(Watched watched, Services services) {
        this.watched = watched;
        this.services = services;
        this.config = services.config().explain();
        this.rate = new ExplainRate(config.perMinuteMax());
        this.sampleRate = new ExplainRate(Math.max(1, config.perMinuteMax() / 4));
        this.room = new Semaphore(config.waitingMax());
    }

    /** Whether a text is of a kind that has a plan. */
    boolean mayHavePlan(String text) {
        return services.explainer().refusalOfKind(text).isEmpty();
    }

    /** Has a statement explained, on another thread. */
    void add(PlanSubject subject, ExplainRequest request) {
        Optional<String> refusal = services.explainer().refusalOfKind(request.text());
        if (refusal.isPresent()) {
            // What the server is not asked does not count.
            keep(subject, new Refused(refusal.get()));
        } else if (!mayAsk(subject)) {
            keep(
                    subject,
                    new Refused(
                            "%d plans a minute were asked of this instance already"
                                    .formatted(config.perMinuteMax())));
        } else if (!room.tryAcquire()) {
            keep(
                    subject,
                    new Refused(
                            "%d statements of this instance wait for their plan already"
                                    .formatted(config.waitingMax())));
        } else {
            synchronized (waiting) {
                waiting.add(subject.id());
            }
            Thread thread =
                    Thread.ofVirtual()
                            .name("explain-" + watched.instance())
                            .unstarted(() -> explain(subject, request));
            threads.add(thread);
            thread.start();
        }
    }

    /**
     * Has a sample of a family explained.
     *
     * @param text with its values
     * @param source as in {@link ExplainRequest#source}
     */
    void addSample(
            @Nullable String schema,
            String digestId,
            String text,
            SessionSettings settings,
            String source) {
        add(
                PlanSubject.ofSample(
                        watched.instance(), schema, watched.redactor().sql(text), digestId),
                new ExplainRequest(text, false, schema, settings, null, source));
    }

    /** Ends what is under way; of that nothing more is kept. */
    void stop() {
        stopped = true;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(STOP_WAIT);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes note of a slow statement's end, which its plan is held against. */
    void ended(SlowQueryDocument slow) {
        synchronized (waiting) {
            if (waiting.contains(slow.id())) {
                endedMeanwhile.put(slow.id(), slow);
                return;
            }
        }
        services.plans().finish(slow);
    }

    private void explain(PlanSubject subject, ExplainRequest request) {
        try {
            ExplainOutcome outcome = outcomeOf(request);
            if (stopped) {
                return;
            }
            keep(subject, outcome);
            Optional<SlowQueryDocument> ended;
            synchronized (waiting) {
                waiting.remove(subject.id());
                ended = Optional.ofNullable(endedMeanwhile.remove(subject.id()));
            }
            ended.ifPresent(services.plans()::finish);
        } catch (MongoException unreachable) {
            LOGGER.warnf("%s: a plan is lost: %s", watched.instance(), unreachable.getMessage());
        } finally {
            threads.remove(Thread.currentThread());
            room.release();
            synchronized (waiting) {
                waiting.remove(subject.id());
                endedMeanwhile.remove(subject.id());
            }
        }
    }

    private ExplainOutcome outcomeOf(ExplainRequest request) {
        ExplainOutcome outcome = services.explainer().explain(watched.link(), request);
        ExplainRequest.Running running = request.running();
        if (outcome instanceof Planned || running == null || !livePlansAllowed) {
            return outcome;
        }
        try {
            return services.explainer().explainRunning(watched.link(), running).orElse(outcome);
        } catch (LivePlansDeniedException denied) {
            livePlansAllowed = false;
            return outcome;
        }
    }

    private synchronized boolean mayAsk(PlanSubject subject) {
        return (subject.isSample() ? sampleRate : rate).take(Instant.now());
    }

    private synchronized void keep(PlanSubject subject, ExplainOutcome outcome) {
        PlanDocument plan =
                PlanDocuments.of(
                        subject, PlanRedaction.of(outcome, watched.redactor()), Instant.now());
        services.meters().plans(plan.status()).increment();
        if (subject.isSample() && !(outcome instanceof Planned)) {
            return;
        }
        services.plans()
                .write(plan, subject.isSample())
                .ifPresent(change ->
                        services.alerts()
                                .observe(
                                        watched.instance(),
                                        new Fact.PlanChanged(change, familyOf(subject))));
    }

    private String familyOf(PlanSubject subject) {
        return StatementFamily.of(subject.sqlText(), watched.facts().version()).text();
    }
}
