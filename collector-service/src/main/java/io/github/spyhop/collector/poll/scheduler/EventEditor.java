package io.github.spyhop.collector.poll.scheduler;

import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.link.ServerFault;
import io.github.spyhop.collector.poll.link.Session;
import io.github.spyhop.collector.poll.scheduler.EventStatements.Present;
import io.github.spyhop.collector.poll.scheduler.EventStatements.RefusedException;
import io.github.spyhop.model.store.ScheduledEventOrderDocument;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does what an operator orders for an EVENT, on a connection of an account that may. */
public final class EventEditor {

    private static final Duration STATEMENT_MAX = Duration.ofSeconds(10);
    private static final String PRESENT =
            """
            SELECT DEFINER, TIME_ZONE, SQL_MODE, COLLATION_CONNECTION, EVENT_DEFINITION
            FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ? AND EVENT_NAME = ?
            """;

    private EventEditor() {}

    /** The order with what became of it. */
    public static ScheduledEventOrderDocument carryOut(
            Link link, ScheduledEventOrderDocument order) {
        try {
            return link.session(STATEMENT_MAX, true, session -> carryOut(session, order));
        } catch (ServerFault fault) {
            return failed(order, List.of(), fault);
        }
    }

    private static ScheduledEventOrderDocument carryOut(
            Session session, ScheduledEventOrderDocument order) {
        List<String> sent = new ArrayList<>();
        try {
            List<String> statements = EventStatements.of(order, present(session, order));
            if (order.dryRun()) {
                return order.with("planned", statements, null);
            }
            for (String statement : statements) {
                session.execute(statement);
                sent.add(statement);
            }
            return order.with("done", sent, null);
        } catch (RefusedException refused) {
            return order.with("refused", sent, refused.getMessage());
        } catch (ServerFault fault) {
            return failed(order, sent, fault);
        }
    }

    private static Optional<Present> present(Session session, ScheduledEventOrderDocument order) {
        return session
                .prepared(
                        PRESENT,
                        Tuple.of(order.schema(), order.name()),
                        row ->
                                new Present(
                                        row.getString("DEFINER"),
                                        row.getString("TIME_ZONE"),
                                        row.getString("SQL_MODE"),
                                        row.getString("COLLATION_CONNECTION"),
                                        row.getString("EVENT_DEFINITION")))
                .stream()
                .findFirst();
    }

    private static ScheduledEventOrderDocument failed(
            ScheduledEventOrderDocument order, List<String> sent, ServerFault fault) {
        return order.with("failed", sent, (fault.message() + " " + fault.remedy()).strip());
    }
}
