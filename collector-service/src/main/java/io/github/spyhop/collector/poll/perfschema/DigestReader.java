package io.github.spyhop.collector.poll.perfschema;

import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.link.OwnStatement;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code events_statements_summary_by_digest} (<a
 * href="https://dev.mysql.com/doc/refman/8.4/en/performance-schema-statement-summary-tables.html">statement
 * summary tables</a>): all of it, or what was counted since an earlier reading.
 */
public final class DigestReader {

    /** What is told apart by {@code LAST_SEEN} is read again for this long, lest a row be missed. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private static final DateTimeFormatter SQL_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final String COLUMNS_OF_TABLE =
            """
            SELECT COLUMN_NAME FROM information_schema.COLUMNS
            WHERE TABLE_SCHEMA = 'performance_schema'
                AND TABLE_NAME = 'events_statements_summary_by_digest'
            """;
    private static final String TOTALS =
            """
            SELECT SYSDATE(6) AS now, @@server_uuid AS uuid,
                (SELECT CAST(VARIABLE_VALUE AS UNSIGNED) FROM performance_schema.global_status
                    WHERE VARIABLE_NAME = 'Uptime') AS uptime,
                (SELECT CAST(VARIABLE_VALUE AS UNSIGNED) FROM performance_schema.global_status
                    WHERE VARIABLE_NAME = 'Performance_schema_digest_lost') AS lost,
                (SELECT SUM(COUNT_STAR)
                    FROM performance_schema.events_statements_summary_global_by_event_name
                    WHERE EVENT_NAME LIKE 'statement/sql/%'
                        OR EVENT_NAME = 'statement/com/Execute') AS statements
            """;

    private final Set<DigestCounter> counters;
    private final String columns;
    private final int rowsMax;

    /**
     * What was read.
     *
     * @param at the server's time just before
     * @param serverUuid the server that answered
     * @param startedAt when it was started, to the second
     * @param whole whether every row was read, not only those that changed
     * @param statements all statements that the server counted, with a digest or without
     * @param lost {@code Performance_schema_digest_lost}
     * @param cut whether there were more rows than are read at once
     */
    public record Reading(
            Instant at,
            String serverUuid,
            Instant startedAt,
            boolean whole,
            long statements,
            long lost,
            boolean cut,
            List<DigestRow> rows) {

        public Reading {
            rows = List.copyOf(rows);
        }
    }

    private DigestReader(Set<DigestCounter> counters, int rowsMax) {
        this.counters = counters;
        this.rowsMax = rowsMax;
        this.columns = counters.stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    /** A reader of the columns that this server has. */
    public static DigestReader of(Link link, int rowsMax) {
        Set<String> present =
                Set.copyOf(link.query(COLUMNS_OF_TABLE, row -> row.getString("COLUMN_NAME")));
        EnumSet<DigestCounter> counters = EnumSet.allOf(DigestCounter.class);
        counters.removeIf(counter -> !present.contains(counter.name()));
        return new DigestReader(counters, rowsMax);
    }

    /**
     * Reads the rows that changed.
     *
     * @param since the time of the earlier reading, or null for every row
     */
    public Reading read(Link link, @Nullable Instant since) {
        Row totals = link.query(TOTALS, row -> row).getFirst();
        List<Row> rows = link.query(rowsSince(since), row -> row);
        String uuid = totals.getString("uuid");
        if (rows.stream().anyMatch(row -> !uuid.equals(row.getString("uuid")))) {
            throw new IllegalStateException(
                    "the connections of " + link.target().name() + " lead to different servers");
        }
        Instant now = Times.instant(totals, "now");
        return new Reading(
                now,
                uuid,
                now.truncatedTo(ChronoUnit.SECONDS).minusSeconds(longOf(totals, "uptime")),
                since == null,
                longOf(totals, "statements"),
                longOf(totals, "lost"),
                rows.size() == rowsMax,
                rows.stream().map(this::rowOf).toList());
    }

    private String rowsSince(@Nullable Instant since) {
        Instant from = since == null ? Instant.EPOCH : since.minus(OVERLAP);
        return """
        SELECT SCHEMA_NAME, DIGEST, DIGEST_TEXT, FIRST_SEEN, LAST_SEEN,
            COALESCE(QUERY_SAMPLE_TEXT LIKE '%s%%', 0) AS own, @@server_uuid AS uuid,
            MIN_TIMER_WAIT, MAX_TIMER_WAIT, %s
        FROM performance_schema.events_statements_summary_by_digest
        WHERE LAST_SEEN >= '%s' LIMIT %d
        """
                .formatted(
                        OwnStatement.MARK,
                        columns,
                        SQL_TIME.format(LocalDateTime.ofInstant(from, ZoneOffset.UTC)),
                        rowsMax);
    }

    private DigestRow rowOf(Row row) {
        return new DigestRow(
                row.getString("SCHEMA_NAME"),
                row.getString("DIGEST"),
                row.getString("DIGEST_TEXT"),
                row.getInteger("own") == 1,
                Counters.of(
                        counter -> counters.contains(counter) ? row.getLong(counter.name()) : 0),
                row.getLong("MIN_TIMER_WAIT"),
                row.getLong("MAX_TIMER_WAIT"),
                Times.instant(row, "FIRST_SEEN"),
                Times.instant(row, "LAST_SEEN"));
    }

    private static long longOf(Row row, String column) {
        Number value = (Number) row.getValue(column);
        return value == null ? 0 : value.longValue();
    }
}
