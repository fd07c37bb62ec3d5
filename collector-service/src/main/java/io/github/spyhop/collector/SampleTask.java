package io.github.spyhop.collector;

import io.github.spyhop.collector.explain.SessionSettings;
import io.github.spyhop.collector.normalise.DigestIdentity;
import io.github.spyhop.collector.normalise.PlanDue;
import io.github.spyhop.collector.normalise.Regression;
import io.github.spyhop.collector.normalise.StatementFamily;
import io.github.spyhop.collector.poll.perfschema.SampleReader;
import io.github.spyhop.collector.poll.perfschema.StatementSample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a sample of each family that runs, and has the plan of families that are new, that became
 * slower, or whose plan was not looked at for long explained, be they ever so fast.
 */
final class SampleTask implements WatchTask {

    private static final Duration INTERVAL_MAX = Duration.ofSeconds(15);
    private static final long PICOS_PER_NANO = 1_000;
    private static final int SAMPLES_MAX = 100;
    private static final int PLANS_MAX = 10;

    private final Watched watched;
    private final Services services;
    private final PlanQueue plans;
    private final SampleReader reader;
    private final long slowFromNanos;
    private final Set<String> slower = ConcurrentHashMap.newKeySet();

    private final PlanDue due = new PlanDue();

    SampleTask(Watched watched, Services services, PlanQueue plans) {
        this.watched = watched;
        this.services = services;
        this.plans = plans;
        this.slowFromNanos = services.config().running().slowFrom().toNanos();
        boolean longer = watched.facts().consumers().contains("events_statements_history_long");
        this.reader =
                new SampleReader(
                        longer ? "events_statements_history_long" : "events_statements_history",
                        SAMPLES_MAX);
    }

    @Override
    public String name() {
        return "samples";
    }

    @Override
    public Duration interval() {
        Duration digests = services.config().digests().interval();
        return digests.compareTo(INTERVAL_MAX) < 0 ? digests : INTERVAL_MAX;
    }

    /** Has the plans of families looked at that became slower. */
    void lookAt(List<Regression> regressions) {
        // What was not seen again by then is not asked for any more.
        if (slower.size() > SAMPLES_MAX) {
            slower.clear();
        }
        for (Regression regression : regressions) {
            slower.add(keyOf(regression.schema(), regression.digestId()));
        }
    }

    @Override
    public void run() {
        List<StatementSample> samples = reader.read(watched.link());
        services.samples()
                .write(
                        watched.instance(),
                        samples.stream()
                                .map(sample ->
                                        sample.withText(watched.redactor().sql(sample.sqlText())))
                                .toList());
        int explained = 0;
        for (StatementSample sample : samples) {
            if (explained < PLANS_MAX && isDue(sample)) {
                explain(sample);
                explained++;
            }
        }
    }

    private boolean isDue(StatementSample sample) {
        // A slow statement has its own plan already.
        boolean slow = sample.timerWait() / PICOS_PER_NANO >= slowFromNanos;
        if (slow || sample.truncated() || !plans.mayHavePlan(sample.sqlText())) {
            return false;
        }
        String key = keyOf(sample.schema(), DigestIdentity.of(sample.digestText()).id());
        Instant now = Instant.now();
        boolean becameSlower = slower.remove(key);
        return (becameSlower ? due.takeAnyway(key, now) : due.take(key, now))
                && !StatementFamily.analysisOf(sample.digestText()).tables().isEmpty();
    }

    private void explain(StatementSample sample) {
        plans.addSample(
                sample.schema(),
                DigestIdentity.of(sample.digestText()).id(),
                sample.sqlText(),
                SessionSettings.of(watched.link(), sample.key().threadId()),
                "text");
    }

    private static String keyOf(@Nullable String schema, String digestId) {
        return schema + ":" + digestId;
    }
}
