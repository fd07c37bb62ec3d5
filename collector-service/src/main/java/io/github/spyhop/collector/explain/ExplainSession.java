package io.github.spyhop.collector.explain;

import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.link.ServerFault;
import io.github.spyhop.collector.poll.link.Session;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** The forms of EXPLAIN on one connection, as far as the server has them. */
final class ExplainSession {

    private static final int UNKNOWN_VARIABLE = 1193;

    private final Session session;

    ExplainSession(Session session) {
        this.session = session;
    }

    /** Makes the session like the one that the statement ran in. */
    void prepare(ExplainRequest request) {
        String schema = request.schema();
        if (schema != null) {
            session.use(schema);
        }
        request.settings().applyTo(session);
    }

    /** In version 1 of the form, which every server has. */
    String json(String sql) {
        version(1);
        return explain("JSON", sql);
    }

    /** In version 2, which servers from 8.3 on have. */
    Optional<String> jsonV2(String sql) {
        return version(2) ? ifOffered("JSON", sql) : Optional.empty();
    }

    /** As a tree, which servers from 8.0.16 on have. */
    Optional<String> tree(String sql) {
        return ifOffered("TREE", sql);
    }

    /** In version 1, of what a connection runs, if that is still the statement that is meant. */
    Optional<String> live(Link link, ExplainRequest.Running running) {
        version(1);
        List<String> plans =
                session.query(
                        "EXPLAIN FORMAT=JSON FOR CONNECTION " + running.connectionId(),
                        row -> row.getString(0));
        String still =
                """
                SELECT EVENT_ID FROM performance_schema.events_statements_current
                WHERE THREAD_ID = %d AND EVENT_ID = %d AND END_EVENT_ID IS NULL
                """
                        .formatted(running.key().threadId(), running.key().eventId());
        boolean same = !link.query(still, row -> row.getLong(0)).isEmpty();
        return same ? plans.stream().findFirst() : Optional.empty();
    }

    private String explain(String format, String sql) {
        return session.prepared(
                        "EXPLAIN FORMAT=" + format + " " + sql,
                        Tuple.tuple(),
                        row -> row.getString(0))
                .getFirst();
    }

    private Optional<String> ifOffered(String format, String sql) {
        try {
            return Optional.of(explain(format, sql));
        } catch (ServerFault fault) {
            if (fault.concernsTheInstance()) {
                throw fault;
            }
            return Optional.empty();
        }
    }

    private boolean version(int version) {
        try {
            session.execute("SET SESSION explain_json_format_version = " + version);
            return true;
        } catch (ServerFault fault) {
            if (fault.errorNumber() != UNKNOWN_VARIABLE) {
                throw fault;
            }
            return false;
        }
    }
}
