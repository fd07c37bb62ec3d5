package io.github.spyhop.collector.poll.perfschema;

import io.github.spyhop.collector.poll.link.Link;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what the server waited for (<a
 * href="https://dev.mysql.com/doc/refman/8.4/en/performance-schema-wait-summary-tables.html">wait
 * event summary tables</a>), without {@code idle}, for which the clients are waited for.
 */
public final class WaitReader {

    private static final String WAITS =
            """
            SELECT EVENT_NAME, COUNT_STAR, SUM_TIMER_WAIT, @@server_uuid AS uuid
            FROM performance_schema.events_waits_summary_global_by_event_name
            WHERE COUNT_STAR > 0 AND EVENT_NAME <> 'idle'
            """;

    private WaitReader() {}

    /** Asks the server. */
    public static WaitReading read(Link link) {
        List<Row> rows = link.query(WAITS, row -> row);
        Map<String, WaitCount> events = new HashMap<>();
        for (Row row : rows) {
            events.put(
                    row.getString("EVENT_NAME"),
                    new WaitCount(row.getLong("COUNT_STAR"), row.getLong("SUM_TIMER_WAIT")));
        }
        String uuid = rows.isEmpty() ? "" : rows.getFirst().getString("uuid");
        return new WaitReading(Instant.now(), uuid, events);
    }
}
