package io.github.spyhop.collector.poll.perfschema;

import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.link.OwnStatement;
import io.github.spyhop.collector.poll.perfschema.StatementReader.Look;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at the running statements of a server without performance_schema, in the <a
 * href="https://dev.mysql.com/doc/refman/8.4/en/information-schema-processlist-table.html">process
 * list</a>. That has whole seconds, no costs, and forgets a statement at its end; the same text on
 * the same connection counts as another statement when its beginning lies elsewhere.
 */
public final class ProcesslistReader implements StatementSource {

    /** Two looks at one statement may put its beginning that far apart: seconds are cut off. */
    private static final Duration SAME_START = Duration.ofMillis(1_500);

    private static final StatementWork UNKNOWN =
            new StatementWork(0, 0, 0, 0, 0, 0, false, false, null, null);

    private final int rowsMax;

    /** What ran at the look before, by connection. */
    private Map<Long, StatementEvent> before = new HashMap<>();

    ProcesslistReader(int rowsMax) {
        this.rowsMax = rowsMax;
    }

    @Override
    public Look look(Link link, Duration runningFrom, Duration endedFrom) {
        String sql =
                """
                SELECT ID, USER, SUBSTRING_INDEX(HOST, ':', 1) AS host, DB, COMMAND, TIME, INFO,
                    SYSDATE(6) AS looked_at
                FROM information_schema.PROCESSLIST
                WHERE ID = CONNECTION_ID() OR (COMMAND IN ('Query', 'Execute')
                    AND INFO IS NOT NULL AND TIME >= %d AND INFO NOT LIKE '%s%%')
                LIMIT %d
                """
                        .formatted(runningFrom.toSeconds(), OwnStatement.MARK, rowsMax);
        List<Row> rows = link.query(sql, row -> row);
        Instant at = Instant.EPOCH;
        Map<Long, StatementEvent> now = new HashMap<>();
        for (Row row : rows) {
            if (OwnStatement.isMarked(row.getString("INFO"))) {
                at = Times.instant(row, "looked_at");
            } else {
                StatementEvent event = eventOf(row);
                now.put(event.key().threadId(), event);
            }
        }
        before = now;
        return new Look(at, new ArrayList<>(now.values()), List.of(), rows.size() == rowsMax);
    }

    private StatementEvent eventOf(Row row) {
        long id = ((Number) row.getValue("ID")).longValue();
        String text = row.getString("INFO");
        Instant lookedAt = Times.instant(row, "looked_at");
        Instant start = lookedAt.minusSeconds(((Number) row.getValue("TIME")).longValue());
        StatementKey key = new StatementKey(id, start.getEpochSecond());
        Instant begun = start;
        StatementEvent earlier = before.get(id);
        if (earlier != null
                && text.equals(earlier.sqlText())
                && Duration.between(earlier.start(), start).abs().compareTo(SAME_START) <= 0) {
            key = earlier.key();
            begun = earlier.start();
        }
        return new StatementEvent(
                key,
                row.getString("COMMAND").equals("Execute")
                        ? "statement/com/Execute"
                        : "statement/com/Query",
                begun,
                Duration.between(begun, lookedAt).toNanos(),
                false,
                text,
                null,
                null,
                null,
                row.getString("DB"),
                UNKNOWN,
                null,
                new StatementSession(id, row.getString("USER"), row.getString("host")));
    }
}
