package io.github.spyhop.collector.poll.status;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The status variables that are kept (<a
 * href="https://dev.mysql.com/doc/refman/8.4/en/server-status-variables.html">server status
 * variables</a>); those that a server does not have are left out.
 */
public final class StatusVariables {

    /** The kinds of commands whose shares the seed's API shows, behind {@code Com_}. */
    public static final List<String> COMMANDS =
            List.of(
                    "select",
                    "delete",
                    "delete_multi",
                    "insert",
                    "insert_select",
                    "replace",
                    "replace_select",
                    "update",
                    "update_multi",
                    "flush",
                    "kill",
                    "purge",
                    "admin_commands",
                    "commit",
                    "begin",
                    "rollback");

    /** What is kept of binary log caches and temporary tables. */
    public static final List<String> CACHES =
            List.of(
                    "Binlog_cache_use",
                    "Binlog_cache_disk_use",
                    "Created_tmp_tables",
                    "Created_tmp_files",
                    "Created_tmp_disk_tables");

    /** What goes up and down; everything else only grows until the server starts anew. */
    private static final Set<String> GAUGES =
            Set.of(
                    "Threads_cached",
                    "Threads_connected",
                    "Threads_running",
                    "Max_used_connections",
                    "Open_files",
                    "Open_tables",
                    "Open_table_definitions",
                    "Prepared_stmt_count",
                    "Uptime",
                    "Innodb_buffer_pool_bytes_data",
                    "Innodb_buffer_pool_bytes_dirty",
                    "Innodb_buffer_pool_pages_data",
                    "Innodb_buffer_pool_pages_dirty",
                    "Innodb_buffer_pool_pages_free",
                    "Innodb_buffer_pool_pages_misc",
                    "Innodb_buffer_pool_pages_total",
                    "Innodb_data_pending_fsyncs",
                    "Innodb_data_pending_reads",
                    "Innodb_data_pending_writes",
                    "Innodb_num_open_files",
                    "Innodb_redo_log_capacity_resized",
                    "Innodb_redo_log_checkpoint_lsn",
                    "Innodb_redo_log_current_lsn",
                    "Innodb_redo_log_logical_size",
                    "Innodb_redo_log_physical_size",
                    "Innodb_row_lock_current_waits",
                    "Innodb_row_lock_time_avg",
                    "Innodb_row_lock_time_max",
                    "Threadpool_idle_threads",
                    "Threadpool_threads",
                    "trx_rseg_history_len");

    private static final List<String> COUNTERS =
            List.of(
                    "Aborted_clients",
                    "Aborted_connects",
                    "Bytes_received",
                    "Bytes_sent",
                    "Connection_errors_max_connections",
                    "Connections",
                    "Handler_commit",
                    "Handler_delete",
                    "Handler_external_lock",
                    "Handler_read_first",
                    "Handler_read_key",
                    "Handler_read_last",
                    "Handler_read_next",
                    "Handler_read_prev",
                    "Handler_read_rnd",
                    "Handler_read_rnd_next",
                    "Handler_rollback",
                    "Handler_update",
                    "Handler_write",
                    "Innodb_buffer_pool_pages_flushed",
                    "Innodb_buffer_pool_read_ahead",
                    "Innodb_buffer_pool_read_ahead_evicted",
                    "Innodb_buffer_pool_read_requests",
                    "Innodb_buffer_pool_reads",
                    "Innodb_buffer_pool_wait_free",
                    "Innodb_buffer_pool_write_requests",
                    "Innodb_data_fsyncs",
                    "Innodb_data_read",
                    "Innodb_data_reads",
                    "Innodb_data_writes",
                    "Innodb_data_written",
                    "Innodb_dblwr_pages_written",
                    "Innodb_dblwr_writes",
                    "Innodb_log_waits",
                    "Innodb_log_write_requests",
                    "Innodb_log_writes",
                    "Innodb_os_log_fsyncs",
                    "Innodb_os_log_written",
                    "Innodb_pages_created",
                    "Innodb_pages_read",
                    "Innodb_pages_written",
                    "Innodb_row_lock_time",
                    "Innodb_row_lock_waits",
                    "Innodb_rows_deleted",
                    "Innodb_rows_inserted",
                    "Innodb_rows_read",
                    "Innodb_rows_updated",
                    "Opened_files",
                    "Opened_tables",
                    "Queries",
                    "Questions",
                    "Select_full_join",
                    "Select_full_range_join",
                    "Select_range",
                    "Select_range_check",
                    "Select_scan",
                    "Slow_launch_threads",
                    "Slow_queries",
                    "Sort_merge_passes",
                    "Sort_range",
                    "Sort_rows",
                    "Sort_scan",
                    "Table_locks_immediate",
                    "Table_locks_waited",
                    "Table_open_cache_hits",
                    "Table_open_cache_misses",
                    "Table_open_cache_overflows",
                    "Threads_created",
                    "lock_deadlocks",
                    "lock_timeouts");

    private StatusVariables() {}

    /** Every name that is asked for, sorted. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(GAUGES);
        names.addAll(COUNTERS);
        names.addAll(CACHES);
        COMMANDS.forEach(command -> names.add("Com_" + command));
        return names;
    }

    /** Whether a variable may also become less. */
    public static boolean isGauge(String name) {
        return GAUGES.contains(name);
    }
}
