package io.github.spyhop.collector.poll.perfschema;

import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.link.OwnStatement;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Looks at the statements of one server: those that run, from {@code events_statements_current}, and
 * those that ended, from there and from the history (<a
 * href="https://dev.mysql.com/doc/refman/8.4/en/performance-schema-statement-tables.html">statement
 * event tables</a>). Not thread-safe.
 *
 * <p>Timers count picoseconds from an origin that the server does not tell. Each look contains the
 * collector's own running statement, whose timer and wall clock are read together; that gives the
 * origin.
 */
public final class StatementReader implements StatementSource {

    private static final String COLUMNS =
            """
            e.THREAD_ID, e.EVENT_ID, e.END_EVENT_ID, e.EVENT_NAME, e.TIMER_START, e.TIMER_WAIT,
            e.SQL_TEXT, e.DIGEST, e.DIGEST_TEXT, e.CURRENT_SCHEMA, e.NESTING_EVENT_ID, e.NESTING_EVENT_TYPE,
            %s
            """
                    .formatted(StatementWork.COLUMNS);

    /** Begins with the statements, of which few are left, and looks up the threads of those. */
    private static final String CURRENT =
            "SELECT STRAIGHT_JOIN "
                    + COLUMNS
                    + ", "
                    + StatementSession.COLUMNS
                    + """
                    , t.PROCESSLIST_INFO, SYSDATE(6) AS looked_at
                    FROM performance_schema.events_statements_current e
                    JOIN performance_schema.threads t ON t.THREAD_ID = e.THREAD_ID
                    WHERE (e.END_EVENT_ID IS NULL
                            AND (e.TIMER_WAIT >= %d OR e.SQL_TEXT LIKE '%s%%'))
                        OR (e.END_EVENT_ID IS NOT NULL AND e.TIMER_END > %s AND e.TIMER_WAIT >= %d)
                    LIMIT %d
                    """;

    private static final String HISTORY =
            "SELECT "
                    + COLUMNS
                    + """
                    FROM performance_schema.%s e
                    WHERE (e.THREAD_ID, e.EVENT_ID) IN (%s) AND e.TIMER_END IS NOT NULL
                    """;
    private static final long PICOS_PER_NANO = 1_000;

    private final int rowsMax;
    private Instant timerOrigin = Instant.EPOCH;
    private long timerPicos;

    /** What one look found; {@code cut} says that there were more than could be read. */
    public record Look(
            Instant at, List<StatementEvent> running, List<StatementEvent> ended, boolean cut) {

        public Look {
            running = List.copyOf(running);
            ended = List.copyOf(ended);
        }
    }

    public StatementReader(int rowsMax) {
        this.rowsMax = rowsMax;
    }

    @Override
    public Look look(Link link, Duration runningFrom, Duration endedFrom) {
        boolean first = timerOrigin.equals(Instant.EPOCH);
        String sql =
                CURRENT.formatted(
                        picos(runningFrom),
                        OwnStatement.MARK,
                        first ? Long.toUnsignedString(-1) : Long.toUnsignedString(timerPicos),
                        picos(endedFrom),
                        rowsMax);
        List<Row> rows = link.query(sql, row -> row);
        rows.stream().filter(StatementReader::isOwn).findFirst().ifPresent(this::calibrate);
        List<StatementEvent> running = new ArrayList<>();
        List<StatementEvent> ended = new ArrayList<>();
        for (Row row : rows) {
            if (!isOwn(row)) {
                StatementEvent event = currentOf(row);
                (event.ended() ? ended : running).add(event);
            }
        }
        Instant at = timerOrigin.plusNanos(Times.nanosOfPicos(timerPicos));
        return new Look(at, running, ended, rows.size() == rowsMax);
    }

    /**
     * How statements ended, of which it is known that they did; those that the history has forgotten
     * are left out.
     *
     * @param table {@code events_statements_history} or {@code events_statements_history_long}
     */
    public List<StatementEvent> history(Link link, String table, Collection<StatementKey> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        String pairs =
                keys.stream()
                        .map(key -> "(" + key.threadId() + "," + key.eventId() + ")")
                        .collect(Collectors.joining(","));
        return link.query(HISTORY.formatted(table, pairs), row -> eventOf(row, startOf(row), null));
    }

    private void calibrate(Row own) {
        timerPicos = own.getLong("TIMER_START") + own.getLong("TIMER_WAIT");
        timerOrigin = Times.instant(own, "looked_at").minusNanos(Times.nanosOfPicos(timerPicos));
    }

    private StatementEvent currentOf(Row row) {
        boolean ended = row.getValue("END_EVENT_ID") != null;
        Instant start =
                ended
                        ? startOf(row)
                        : Times.instant(row, "looked_at")
                                .minusNanos(Times.nanosOfPicos(row.getLong("TIMER_WAIT")));
        return eventOf(row, start, StatementSession.of(row));
    }

    private Instant startOf(Row row) {
        return timerOrigin.plusNanos(Times.nanosOfPicos(row.getLong("TIMER_START")));
    }

    private static StatementEvent eventOf(
            Row row, Instant start, @org.jspecify.annotations.Nullable StatementSession session) {
        boolean nested = "STATEMENT".equals(row.getString("NESTING_EVENT_TYPE"));
        return new StatementEvent(
                new StatementKey(row.getLong("THREAD_ID"), row.getLong("EVENT_ID")),
                row.getString("EVENT_NAME"),
                start,
                Times.nanosOfPicos(row.getLong("TIMER_WAIT")),
                row.getValue("END_EVENT_ID") != null,
                row.getString("SQL_TEXT"),
                session == null ? null : row.getString("PROCESSLIST_INFO"),
                row.getString("DIGEST"),
                row.getString("DIGEST_TEXT"),
                row.getString("CURRENT_SCHEMA"),
                StatementWork.of(row),
                nested ? row.getLong("NESTING_EVENT_ID") : null,
                session);
    }

    private static boolean isOwn(Row row) {
        String text = row.getString("SQL_TEXT");
        return text != null && OwnStatement.isMarked(text);
    }

    private static long picos(Duration duration) {
        return duration.toNanos() * PICOS_PER_NANO;
    }
}
