package io.github.spyhop.collector.poll.perfschema;

import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.link.OwnStatement;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a statement ended at the latest, of which no history is left because its thread is gone: the
 * server notes when a statement of each digest ended last ({@code LAST_SEEN}).
 */
public final class FamilyEnds {

    /** More statements than this are not asked for at once. */
    private static final int MOST = 200;

    private record Family(@Nullable String schema, @Nullable String digest) {
        static Family of(StatementEvent event) {
            return new Family(event.schema(), event.digest());
        }

        String asSql() {
            return "('" + OwnStatement.escaped(String.valueOf(schema)) + "','" + digest + "')";
        }
    }

    private FamilyEnds() {}

    /** When a statement of the same family ended last; absent where the server does not tell. */
    public static Map<StatementKey, Instant> of(Link link, Collection<StatementEvent> statements) {
        List<StatementEvent> asked =
                statements.stream()
                        .filter(event -> event.schema() != null && event.digest() != null)
                        .limit(MOST)
                        .toList();
        if (asked.isEmpty()) {
            return Map.of();
        }
        String families =
                asked.stream()
                        .map(event -> Family.of(event).asSql())
                        .distinct()
                        .collect(Collectors.joining(","));
        String sql =
                """
                SELECT SCHEMA_NAME, DIGEST, LAST_SEEN
                FROM performance_schema.events_statements_summary_by_digest
                WHERE (SCHEMA_NAME, DIGEST) IN (%s)
                """
                        .formatted(families);
        Map<Family, Instant> ends = new HashMap<>();
        for (Row row : link.query(sql, row -> row)) {
            ends.put(
                    new Family(row.getString("SCHEMA_NAME"), row.getString("DIGEST")),
                    Times.instant(row, "LAST_SEEN"));
        }
        Map<StatementKey, Instant> known = new HashMap<>();
        for (StatementEvent event : asked) {
            Instant end = ends.get(Family.of(event));
            if (end != null) {
                known.put(event.key(), end);
            }
        }
        return known;
    }
}
