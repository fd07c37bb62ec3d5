package io.github.spyhop.collector;

import io.github.spyhop.collector.alert.Fact;
import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.explain.ExplainRequest;
import io.github.spyhop.collector.explain.ExplainRequest.Running;
import io.github.spyhop.collector.explain.SessionSettings;
import io.github.spyhop.collector.normalise.SlowStatement;
import io.github.spyhop.collector.normalise.SlowStatement.Ending;
import io.github.spyhop.collector.normalise.SlowStatementTracker;
import io.github.spyhop.collector.normalise.StatementFilter;
import io.github.spyhop.collector.poll.perfschema.FamilyEnds;
import io.github.spyhop.collector.poll.perfschema.ProcesslistReader;
import io.github.spyhop.collector.poll.perfschema.StatementEvent;
import io.github.spyhop.collector.poll.perfschema.StatementKey;
import io.github.spyhop.collector.poll.perfschema.StatementReader;
import io.github.spyhop.collector.poll.perfschema.StatementReader.Look;
import io.github.spyhop.collector.poll.perfschema.StatementSource;
import io.github.spyhop.model.store.SlowQueryDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at the running statements: follows, completes, keeps and explains the slow ones. */
final class SlowQueryTask implements WatchTask {

    private static final String HISTORY = "events_statements_history";
    private static final String HISTORY_LONG = "events_statements_history_long";

    private final Watched watched;
    private final Services services;
    private final CollectorConfig.Running config;
    private final StatementSource source;
    private final SlowStatementTracker tracker;
    private final StatementFilter filter;
    private final SlowQueryDocuments documents;
    private final PlanQueue plans;

    SlowQueryTask(Watched watched, Services services, PlanQueue plans) {
        this.watched = watched;
        this.services = services;
        this.config = services.config().running();
        this.source = StatementSource.of(watched.facts(), config.followedMax() * 2);
        this.tracker = new SlowStatementTracker(config.slowFrom(), config.followedMax());
        this.filter = new StatementFilter(config);
        this.documents = new SlowQueryDocuments(watched);
        this.plans = plans;
    }

    @Override
    public String name() {
        return "running";
    }

    @Override
    public Duration interval() {
        return config.interval();
    }

    @Override
    public void run() {
        Look look = filter.of(source.look(watched.link(), followedFrom(), config.slowFrom()));
        Map<StatementKey, StatementEvent> vanished = new HashMap<>();
        tracker.vanished(look).forEach(event -> vanished.put(event.key(), event));
        List<StatementEvent> history = historyOf(vanished.keySet());
        history.forEach(event -> vanished.remove(event.key()));
        List<SlowStatement> statements =
                tracker.take(look, history, FamilyEnds.of(watched.link(), vanished.values()));
        List<SlowQueryDocument> writes = new ArrayList<>();
        for (SlowStatement statement : statements) {
            SlowSeen seen = documents.of(statement);
            writes.add(seen.document());
            if (statement.first()) {
                plans.add(PlanSubject.of(seen.document()), requestOf(statement, seen));
            }
            switch (statement.ending()) {
                case RUNS -> {}
                case ENDED -> {
                    plans.ended(seen.document());
                    tell(seen.document());
                }
                // What the plan is held against, the rows examined, is not known.
                case ENDED_UNSEEN -> tell(seen.document());
            }
        }
        services.slowQueries().write(writes);
    }

    @Override
    public void stop() {
        plans.stop();
    }

    private void tell(SlowQueryDocument slow) {
        services.alerts().observe(watched.instance(), new Fact.Slow(slow));
        services.personal().ifPresent(notices -> notices.tell(slow));
    }

    private ExplainRequest requestOf(SlowStatement statement, SlowSeen seen) {
        StatementKey key = statement.event().key();
        return new ExplainRequest(
                seen.text().sql(),
                seen.text().truncated(),
                statement.event().schema(),
                SessionSettings.of(watched.link(), key.threadId()),
                statement.ending() == Ending.RUNS
                        ? new Running(statement.session().connectionId(), key)
                        : null,
                "text");
    }

    /** What will be slow at the next look must be followed by now. */
    private Duration followedFrom() {
        Duration from = config.slowFrom().minus(config.interval().multipliedBy(3).dividedBy(2));
        return from.isNegative() ? Duration.ZERO : from;
    }

    private List<StatementEvent> historyOf(Set<StatementKey> vanished) {
        return switch (source) {
            case StatementReader reader -> {
                List<StatementEvent> found =
                        new ArrayList<>(reader.history(watched.link(), HISTORY, vanished));
                if (watched.facts().consumers().contains(HISTORY_LONG)) {
                    Set<StatementKey> missing = new HashSet<>(vanished);
                    found.forEach(event -> missing.remove(event.key()));
                    found.addAll(reader.history(watched.link(), HISTORY_LONG, missing));
                }
                yield found;
            }
            case ProcesslistReader _ -> List.of();
        };
    }
}
