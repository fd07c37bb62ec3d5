package io.github.spyhop.collector.poll.perfschema;

import io.vertx.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** What a statement cost beside its time. */
public record StatementWork(
        long lockMicros,
        long rowsAffected,
        long rowsSent,
        long rowsExamined,
        long tmpTables,
        long tmpDiskTables,
        boolean noIndex,
        boolean noGoodIndex,
        @Nullable Integer errorNumber,
        @Nullable String errorMessage) {

    static final String COLUMNS =
            """
            e.LOCK_TIME, e.ROWS_AFFECTED, e.ROWS_SENT, e.ROWS_EXAMINED, e.CREATED_TMP_TABLES,
            e.CREATED_TMP_DISK_TABLES, e.NO_INDEX_USED, e.NO_GOOD_INDEX_USED, e.ERRORS,
            e.MYSQL_ERRNO, e.MESSAGE_TEXT\
            """;

    private static final long PICOS_PER_MICRO = 1_000_000;

    static StatementWork of(Row row) {
        boolean failed = row.getLong("ERRORS") > 0;
        return new StatementWork(
                Long.divideUnsigned(row.getLong("LOCK_TIME"), PICOS_PER_MICRO),
                row.getLong("ROWS_AFFECTED"),
                row.getLong("ROWS_SENT"),
                row.getLong("ROWS_EXAMINED"),
                row.getLong("CREATED_TMP_TABLES"),
                row.getLong("CREATED_TMP_DISK_TABLES"),
                row.getLong("NO_INDEX_USED") > 0,
                row.getLong("NO_GOOD_INDEX_USED") > 0,
                failed ? row.getInteger("MYSQL_ERRNO") : null,
                failed ? row.getString("MESSAGE_TEXT") : null);
    }
}
