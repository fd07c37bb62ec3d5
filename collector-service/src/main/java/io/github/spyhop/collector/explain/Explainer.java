package io.github.spyhop.collector.explain;

import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.explain.ExplainOutcome.Failed;
import io.github.spyhop.collector.explain.ExplainOutcome.Planned;
import io.github.spyhop.collector.explain.ExplainOutcome.Refused;
import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.link.ServerFault;
import io.github.spyhop.collector.poll.link.Session;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Explains statements (<a href="https://dev.mysql.com/doc/refman/8.4/en/explain.html">EXPLAIN</a>),
 * a bounded number at once on all instances. The statement is explained in the schema and with the
 * settings that it ran with; it is never executed.
 */
public final class Explainer {

    private static final int UNKNOWN_FORMAT = 1791;
    private static final int UNKNOWN_VARIABLE = 1193;

    private final CollectorConfig.Explain config;
    private final StatementGate gate;
    private final Semaphore atOnce;

    public Explainer(CollectorConfig.Explain config) {
        this.config = config;
        this.gate = new StatementGate(config);
        this.atOnce = new Semaphore(config.concurrentMax());
    }

    /** Explains a statement on a connection of its own; faults become outcomes. */
    public ExplainOutcome explain(Link link, ExplainRequest request) {
        Optional<String> refusal = gate.refusal(request);
        if (refusal.isPresent()) {
            return new Refused(refusal.get());
        }
        atOnce.acquireUninterruptibly();
        try {
            boolean writes = StatementGate.writes(request.text());
            return link.session(config.timeout(), writes, session -> planOf(session, request));
        } catch (ServerFault fault) {
            return outcomeOf(fault);
        } finally {
            atOnce.release();
        }
    }

    private static ExplainOutcome planOf(Session session, ExplainRequest request) {
        String schema = request.schema();
        if (schema != null) {
            session.use(schema);
        }
        request.settings().applyTo(session);
        askForVersion1(session);
        String json =
                session.prepared(
                                "EXPLAIN FORMAT=JSON " + request.text(),
                                Tuple.tuple(),
                                row -> row.getString(0))
                        .getFirst();
        return new Planned(json, treeOf(session, request));
    }

    private static @Nullable String treeOf(Session session, ExplainRequest request) {
        try {
            return session.prepared(
                            "EXPLAIN FORMAT=TREE " + request.text(),
                            Tuple.tuple(),
                            row -> row.getString(0))
                    .getFirst();
        } catch (ServerFault fault) {
            if (fault.errorNumber() == UNKNOWN_FORMAT || !fault.concernsTheInstance()) {
                return null;
            }
            throw fault;
        }
    }

    private static void askForVersion1(Session session) {
        try {
            session.execute("SET SESSION explain_json_format_version = 1");
        } catch (ServerFault fault) {
            if (fault.errorNumber() != UNKNOWN_VARIABLE) {
                throw fault;
            }
        }
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
