package io.github.spyhop.collector.poll.perfschema;

import java.util.Locale;

/**
 * The cumulative columns of {@code events_statements_summary_by_digest}, named as MySQL names them;
 * times are in picoseconds.
 */
public enum DigestCounter {
    COUNT_STAR,
    SUM_TIMER_WAIT,
    SUM_LOCK_TIME,
    SUM_ERRORS,
    SUM_WARNINGS,
    SUM_ROWS_AFFECTED,
    SUM_ROWS_SENT,
    SUM_ROWS_EXAMINED,
    SUM_CREATED_TMP_DISK_TABLES,
    SUM_CREATED_TMP_TABLES,
    SUM_SELECT_FULL_JOIN,
    SUM_SELECT_FULL_RANGE_JOIN,
    SUM_SELECT_RANGE,
    SUM_SELECT_RANGE_CHECK,
    SUM_SELECT_SCAN,
    SUM_SORT_MERGE_PASSES,
    SUM_SORT_RANGE,
    SUM_SORT_ROWS,
    SUM_SORT_SCAN,
    SUM_NO_INDEX_USED,
    SUM_NO_GOOD_INDEX_USED,
    /** From MySQL 8.0.28 on. */
    SUM_CPU_TIME;

    /** The field's name in the store. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }
}
