package io.github.spyhop.collector.poll.scheduler;

import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.link.ServerFault;
import io.github.spyhop.collector.poll.perfschema.Times;
import io.github.spyhop.collector.poll.scheduler.ScheduledEvent.Schedule;
import io.github.spyhop.collector.poll.scheduler.SchedulerReading.EventError;
import io.github.spyhop.collector.poll.scheduler.SchedulerReading.LoggedRun;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the EVENT scheduler (<a
 * href="https://dev.mysql.com/doc/refman/8.4/en/events-metadata.html">event metadata</a>) without
 * touching any EVENT. Not thread-safe.
 */
public final class SchedulerReader {

    private static final String STATE =
            """
            SELECT SYSDATE(6) AS at, @@global.event_scheduler AS scheduler,
                @@global.innodb_read_only AS reader
            """;

    private static final String COUNTS =
            """
            SELECT OBJECT_SCHEMA AS db, OBJECT_NAME AS name, COUNT_STAR AS runs,
                SUM_TIMER_WAIT AS picos, SUM_ERRORS AS errors, COUNT_STATEMENTS AS statements,
                SUM_ROWS_AFFECTED AS affected
            FROM performance_schema.events_statements_summary_by_program
            WHERE OBJECT_TYPE = 'EVENT'
            """;

    private static final String RUNNING =
            """
            SELECT MAX(e.OBJECT_SCHEMA) AS db, MAX(e.OBJECT_NAME) AS name,
                MAX(e.TIMER_WAIT) AS picos
            FROM performance_schema.threads t
            JOIN performance_schema.events_statements_current e USING (THREAD_ID)
            WHERE t.NAME = 'thread/sql/event_worker' AND e.END_EVENT_ID IS NULL
            GROUP BY t.THREAD_ID
            """;

    private static final DateTimeFormatter SQL_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    /** As the server logs: {@code Event Scheduler: [definer][schema.name] message}. */
    private static final Pattern LOGGED =
            Pattern.compile("Event Scheduler: \\[[^\\]]*\\]\\[([^\\]]+)\\] ?(.*)", Pattern.DOTALL);

    private static final int ROWS_MAX = 500;

    /** So often is read before it is looked for new tables of users' logs. */
    private static final int LOOKS_BEFORE_TABLES = 10;

    /** How far back a log that is read for the first time is read. */
    private static final Duration LOG_BEFORE = Duration.ofDays(1);

    private final int eventsMax;
    private final Map<String, Long> lastLogged = new HashMap<>();
    private int looks;
    private boolean hasErrorLog = true;
    private boolean seesAccounts = true;
    private @Nullable List<String> logTables;

    public SchedulerReader(int eventsMax) {
        this.eventsMax = eventsMax;
    }

    /**
     * Reads.
     *
     * @param since since when messages of the error log and rows of logs are wanted
     */
    public SchedulerReading read(Link link, Instant since) {
        Row state = link.query(STATE, row -> row).getFirst();
        Map<String, ProgramCount> counts = new HashMap<>();
        link.query(COUNTS, row -> counts.put(nameOf(row), countOf(row)));
        Map<String, Long> running = new HashMap<>();
        link.query(RUNNING, row -> row).stream()
                .filter(row -> row.getString("name") != null)
                .forEach(row ->
                        running.merge(nameOf(row), longOf(row, "picos") / 1_000_000, Math::max));
        List<EventError> errors = errors(link, since);
        return new SchedulerReading(
                Times.instant(state, "at"),
                state.getString("scheduler"),
                longOf(state, "reader") == 1,
                events(link),
                counts,
                running,
                hasErrorLog,
                errors,
                logged(link, since));
    }

    private List<ScheduledEvent> events(Link link) {
        if (seesAccounts) {
            try {
                return link.query(eventsQuery(true), SchedulerReader::eventOf);
            } catch (ServerFault denied) {
                if (denied.concernsTheInstance()) {
                    throw denied;
                }
                seesAccounts = false;
            }
        }
        return link.query(eventsQuery(false), SchedulerReader::eventOf);
    }

    private String eventsQuery(boolean accounts) {
        return """
        SELECT EVENT_SCHEMA AS db, EVENT_NAME AS name, DEFINER AS definer, TIME_ZONE AS zone,
            TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(),
                CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', TIME_ZONE)) AS zone_offset,
            EVENT_DEFINITION AS definition, EXECUTE_AT AS execute_at,
            CAST(INTERVAL_VALUE AS CHAR) AS interval_value, INTERVAL_FIELD AS interval_field,
            STARTS AS starts, ENDS AS ends, STATUS AS status, ON_COMPLETION AS on_completion,
            LAST_EXECUTED AS last_executed, LAST_ALTERED AS last_altered, EVENT_COMMENT AS comment,
            %s AS definer_known
        FROM information_schema.EVENTS LIMIT %d
        """
                .formatted(
                        accounts
                                ? "EXISTS (SELECT 1 FROM mysql.user u"
                                        + " WHERE CONCAT(u.User, '@', u.Host) = DEFINER)"
                                : "NULL",
                        eventsMax);
    }

    private List<EventError> errors(Link link, Instant since) {
        if (!hasErrorLog) {
            return List.of();
        }
        String sql =
                """
                SELECT LOGGED AS at, DATA AS data FROM performance_schema.error_log
                WHERE LOGGED > '%s' AND DATA LIKE 'Event Scheduler: [%%' ORDER BY LOGGED LIMIT %d
                """
                        .formatted(textOf(since), ROWS_MAX);
        List<EventError> errors = new ArrayList<>();
        try {
            for (Row row : link.query(sql, row -> row)) {
                Matcher logged = LOGGED.matcher(row.getString("data"));
                if (logged.matches() && !logged.group(2).isBlank()) {
                    errors.add(
                            new EventError(
                                    Times.instant(row, "at"), logged.group(1), logged.group(2)));
                }
            }
        } catch (ServerFault absent) {
            if (absent.concernsTheInstance()) {
                throw absent;
            }
            // The table is there from 8.0.22 on.
            hasErrorLog = false;
        }
        return errors;
    }

    private List<LoggedRun> logged(Link link, Instant since) {
        List<String> tables = logTables;
        boolean stale = looks++ % LOOKS_BEFORE_TABLES == 0;
        if (tables == null || stale) {
            tables =
                    link.query(
                            """
                            SELECT TABLE_SCHEMA AS db FROM information_schema.COLUMNS
                            WHERE TABLE_NAME = 'event_execution_log' AND COLUMN_NAME IN
                                ('id', 'event_name', 'executed_at', 'status', 'error_message',
                                 'execution_time_ms')
                            GROUP BY TABLE_SCHEMA HAVING COUNT(*) = 6 LIMIT 16
                            """,
                            row -> row.getString("db"));
            logTables = tables;
        }
        List<LoggedRun> runs = new ArrayList<>();
        for (String schema : tables) {
            runs.addAll(link.query(logOf(schema, since), row -> runOf(schema, row)));
        }
        for (LoggedRun run : runs) {
            lastLogged.merge(run.table(), run.id(), Math::max);
        }
        return runs;
    }

    /** At first what is not older than a day, then by id; what is kept already is so once. */
    private String logOf(String schema, Instant since) {
        Long last = lastLogged.get(schema);
        return """
        SELECT id, event_name AS name,
            COALESCE(CONVERT_TZ(executed_at, @@global.time_zone, '+00:00'), executed_at) AS at,
            status, error_message AS error, COALESCE(execution_time_ms, 0) AS millis
        FROM `%s`.event_execution_log WHERE %s ORDER BY id LIMIT %d
        """
                .formatted(
                        schema.replace("`", "``"),
                        last == null
                                ? "executed_at >= '%s'".formatted(textOf(since.minus(LOG_BEFORE)))
                                : "id > " + last,
                        ROWS_MAX);
    }

    private static LoggedRun runOf(String schema, Row row) {
        return new LoggedRun(
                schema,
                longOf(row, "id"),
                row.getString("name"),
                Times.instant(row, "at"),
                row.getString("status"),
                row.getString("error") == null ? "" : row.getString("error"),
                longOf(row, "millis"));
    }

    private static ScheduledEvent eventOf(Row row) {
        Object known = row.getValue("definer_known");
        Object offset = row.getValue("zone_offset");
        return new ScheduledEvent(
                row.getString("db"),
                row.getString("name"),
                row.getString("definer"),
                known == null ? null : ((Number) known).intValue() == 1,
                row.getString("zone"),
                offset == null ? 0 : ((Number) offset).longValue(),
                row.getString("definition"),
                new Schedule(
                        row.getLocalDateTime("execute_at"),
                        row.getString("interval_value"),
                        row.getString("interval_field"),
                        row.getLocalDateTime("starts"),
                        row.getLocalDateTime("ends")),
                row.getString("status"),
                row.getString("on_completion"),
                row.getLocalDateTime("last_executed"),
                row.getLocalDateTime("last_altered"),
                row.getString("comment"));
    }

    private static ProgramCount countOf(Row row) {
        return new ProgramCount(
                longOf(row, "runs"),
                longOf(row, "picos"),
                longOf(row, "errors"),
                longOf(row, "statements"),
                longOf(row, "affected"));
    }

    private static String nameOf(Row row) {
        return row.getString("db") + "." + row.getString("name");
    }

    private static String textOf(Instant at) {
        return SQL_TIME.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
    }

    private static long longOf(Row row, String column) {
        return ((Number) row.getValue(column)).longValue();
    }
}
