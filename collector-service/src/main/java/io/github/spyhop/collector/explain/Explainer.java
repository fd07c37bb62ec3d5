package io.github.spyhop.collector.explain;

import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.explain.ExplainOutcome.Failed;
import io.github.spyhop.collector.explain.ExplainOutcome.Planned;
import io.github.spyhop.collector.explain.ExplainOutcome.Refused;
import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.link.ServerFault;
import io.github.spyhop.collector.poll.link.Session;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Explains statements (<a href="https://dev.mysql.com/doc/refman/8.4/en/explain.html">EXPLAIN</a>),
 * a bounded number at once on all instances. The statement is explained in the schema and with the
 * settings that it ran with; it is never executed.
 */
public final class Explainer {

    private static final int ACCESS_DENIED = 1045;

    private final CollectorConfig.Explain config;
    private final StatementGate gate;
    private final Semaphore atOnce;

    public Explainer(CollectorConfig.Explain config) {
        this.config = config;
        this.gate = new StatementGate(config);
        this.atOnce = new Semaphore(config.concurrentMax());
    }

    /** Why no statement of this kind is explained, which needs no asking of the server, if so. */
    public Optional<String> refusalOfKind(String text) {
        return gate.refusalOfKind(text);
    }

    /** Explains a statement's text on a connection of its own; faults become outcomes. */
    public ExplainOutcome explain(Link link, ExplainRequest request) {
        Optional<String> refusal = gate.refusal(request);
        if (refusal.isPresent()) {
            return new Refused(refusal.get());
        }
        try {
            boolean writes = StatementGate.writes(request.text());
            return bounded(() ->
                    link.session(config.timeout(), writes, session -> planOf(session, request)));
        } catch (ServerFault fault) {
            return outcomeOf(fault);
        }
    }

    /**
     * The plan of a statement as it runs, which needs no privilege of the statement's own, but, of
     * another user's connection, every global privilege.
     *
     * @return nothing if the connection runs something else by now, or nothing explainable
     * @throws LivePlansDeniedException if the account may not see the plans of others
     */
    public Optional<ExplainOutcome> explainRunning(Link link, ExplainRequest.Running running) {
        try {
            return bounded(() ->
                    link.session(
                            config.timeout(),
                            false,
                            session ->
                                    new ExplainSession(session)
                                            .live(link, running)
                                            .map(Explainer::planned)));
        } catch (ServerFault fault) {
            if (fault.errorNumber() == ACCESS_DENIED) {
                throw new LivePlansDeniedException();
            }
            return Optional.empty();
        }
    }

    private <T> T bounded(Supplier<T> work) {
        try {
            atOnce.acquire();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ServerFault(
                    ServerFault.Kind.INTERRUPTED, 0, "the collector stops watching", "");
        }
        try {
            return work.get();
        } finally {
            atOnce.release();
        }
    }

    private static ExplainOutcome planned(String json) {
        return new Planned(json, null, PlanAnalysis.of(json, null, "connection"));
    }

    private static ExplainOutcome planOf(Session own, ExplainRequest request) {
        ExplainSession session = new ExplainSession(own);
        session.prepare(request);
        String json = session.json(request.text());
        String jsonV2 = session.jsonV2(request.text()).orElse(null);
        String tree = session.tree(request.text()).orElse(null);
        return new Planned(json, tree, PlanAnalysis.of(json, jsonV2, request.source()));
    }

    private static ExplainOutcome outcomeOf(ServerFault fault) {
        String whole =
                fault.remedy().isEmpty()
                        ? fault.message()
                        : fault.message() + " (" + fault.remedy() + ")";
        return fault.kind() == ServerFault.Kind.NOT_GRANTED
                ? new Refused(whole)
                : new Failed(whole);
    }
}
