package io.github.spyhop.collector.normalise;

import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.poll.perfschema.StatementEvent;
import io.github.spyhop.collector.poll.perfschema.StatementReader.Look;
import io.github.spyhop.collector.poll.perfschema.StatementSession;
import java.util.List;
import java.util.Set;

/**
 * Leaves out what is no statement of a user: the operator's excluded schemas and users, and what
 * runs for ever by its nature, such as a replica's dump of the binary log. A session without a
 * schema is not left out.
 */
public final class StatementFilter {

    private final Set<String> schemas;
    private final Set<String> users;

    public StatementFilter(CollectorConfig.Running config) {
        this.schemas = Set.copyOf(config.excludedDbs().orElse(List.of()));
        this.users = Set.copyOf(config.excludedUsers().orElse(List.of()));
    }

    public Look of(Look look) {
        return new Look(look.at(), wanted(look.running()), wanted(look.ended()), look.cut());
    }

    private List<StatementEvent> wanted(List<StatementEvent> events) {
        return events.stream().filter(this::isWanted).toList();
    }

    private boolean isWanted(StatementEvent event) {
        StatementSession session = event.session();
        String user = session == null ? null : session.user();
        String schema = event.schema();
        return isStatement(event)
                && (user == null || !users.contains(user))
                && (schema == null || !schemas.contains(schema));
    }

    private static boolean isStatement(StatementEvent event) {
        String name = event.name();
        return (event.sqlText() != null || event.processText() != null)
                && (name.startsWith("statement/sql/")
                        || name.startsWith("statement/sp/")
                        || name.startsWith("statement/scheduler/")
                        || name.equals("statement/com/Query")
                        || name.equals("statement/com/Execute"));
    }
}
