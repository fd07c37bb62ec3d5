package io.github.spyhop.collector.poll.perfschema;

import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.link.OwnStatement;
import io.vertx.sqlclient.Row;
import java.util.List;

/**
 * Reads {@code events_statements_history}: of each family the statement that took longest since the
 * reading before, the longest families first. Not thread-safe.
 */
public final class SampleReader {

    private final String table;
    private final int rowsMax;
    private long timerEnd;

    /**
     * A reader.
     *
     * @param table {@code events_statements_history} or {@code events_statements_history_long}
     */
    public SampleReader(String table, int rowsMax) {
        this.table = table;
        this.rowsMax = rowsMax;
    }

    /** The samples since the reading before. */
    public List<StatementSample> read(Link link) {
        String sql =
                """
                SELECT * FROM (
                    SELECT THREAD_ID, EVENT_ID, EVENT_NAME, CURRENT_SCHEMA, DIGEST, DIGEST_TEXT, SQL_TEXT,
                        TIMER_START, TIMER_END, TIMER_WAIT, ROWS_EXAMINED,
                        ROW_NUMBER() OVER (PARTITION BY CURRENT_SCHEMA, DIGEST
                            ORDER BY TIMER_WAIT DESC) AS place
                    FROM performance_schema.%s
                    WHERE TIMER_END > %s AND DIGEST_TEXT IS NOT NULL AND SQL_TEXT IS NOT NULL
                        AND (CURRENT_SCHEMA IS NULL OR CURRENT_SCHEMA NOT IN
                            ('mysql', 'sys', 'performance_schema', 'information_schema'))
                        AND (EVENT_NAME LIKE 'statement/sql/%%' OR EVENT_NAME = 'statement/com/Execute')
                        AND SQL_TEXT NOT LIKE '%s%%'
                    ) ranked
                WHERE place = 1 ORDER BY TIMER_WAIT DESC LIMIT %d
                """
                        .formatted(
                                table, Long.toUnsignedString(timerEnd), OwnStatement.MARK, rowsMax);
        List<StatementSample> samples = link.query(sql, SampleReader::sampleOf);
        for (StatementSample sample : samples) {
            if (Long.compareUnsigned(sample.timerEnd(), timerEnd) > 0) {
                timerEnd = sample.timerEnd();
            }
        }
        return samples;
    }

    private static StatementSample sampleOf(Row row) {
        return new StatementSample(
                new StatementKey(row.getLong("THREAD_ID"), row.getLong("EVENT_ID")),
                row.getString("EVENT_NAME"),
                row.getString("CURRENT_SCHEMA"),
                row.getString("DIGEST"),
                row.getString("DIGEST_TEXT"),
                row.getString("SQL_TEXT"),
                row.getLong("TIMER_START"),
                row.getLong("TIMER_END"),
                row.getLong("TIMER_WAIT"),
                row.getLong("ROWS_EXAMINED"));
    }
}
