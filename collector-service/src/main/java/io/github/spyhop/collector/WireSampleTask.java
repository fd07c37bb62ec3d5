package io.github.spyhop.collector;

import io.github.spyhop.collector.explain.SessionSettings;
import io.github.spyhop.collector.normalise.PlanDue;
import io.github.spyhop.collector.store.WireSamples;
import io.github.spyhop.model.statement.BoundStatement;
import io.github.spyhop.model.statement.DigestOptions;
import java.time.Duration;
import java.time.Instant;

/**
 * Has prepared statements explained with the values that a probe saw, where it may keep them
 * ({@code probe.samples.redacted} is off): the server itself shows them only while they run.
 */
final class WireSampleTask implements WatchTask {

    private static final Duration INTERVAL_MAX = Duration.ofMinutes(1);
    private static final int PLANS_MAX = 10;

    /** Windows are reported behind their end, and by way of a master. */
    private static final Duration LATE_MAX = Duration.ofMinutes(5);

    private final Watched watched;
    private final Services services;
    private final PlanQueue plans;
    private final PlanDue due = new PlanDue();
    private final BoundStatement bound;

    WireSampleTask(Watched watched, Services services, PlanQueue plans) {
        this.watched = watched;
        this.services = services;
        this.plans = plans;
        this.bound =
                new BoundStatement(
                        DigestOptions.ofServer(
                                watched.facts().version(), watched.facts().sqlMode()));
    }

    @Override
    public String name() {
        return "wire-samples";
    }

    @Override
    public Duration interval() {
        Duration digests = services.config().digests().interval();
        return digests.compareTo(INTERVAL_MAX) < 0 ? digests : INTERVAL_MAX;
    }

    @Override
    public void run() {
        Instant now = Instant.now();
        int explained = 0;
        for (WireSamples.Bound sample :
                services.wireSamples().since(watched.instance(), now.minus(LATE_MAX))) {
            if (explained < PLANS_MAX
                    && plans.mayHavePlan(sample.statement())
                    && due.take(sample.schema() + ":" + sample.digestId(), now)) {
                explain(sample);
                explained++;
            }
        }
    }

    private void explain(WireSamples.Bound sample) {
        bound.of(sample.statement(), sample.values())
                .ifPresent(text ->
                        plans.addSample(
                                sample.schema(),
                                sample.digestId(),
                                text,
                                SessionSettings.UNKNOWN,
                                "wire"));
    }
}
