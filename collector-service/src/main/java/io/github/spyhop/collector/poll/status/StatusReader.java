package io.github.spyhop.collector.poll.status;

import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.perfschema.Times;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads {@code SHOW GLOBAL STATUS} and InnoDB's own counters of locks and history. */
public final class StatusReader {

    private static final String NAMES =
            StatusVariables.names().stream()
                    .map(name -> "'" + name + "'")
                    .collect(Collectors.joining(","));

    private static final String MOMENT = "SELECT SYSDATE(6) AS at, @@server_uuid AS uuid";

    private static final String INNODB =
            """
            SELECT NAME AS name, CAST(`COUNT` AS CHAR) AS value
            FROM information_schema.INNODB_METRICS
            WHERE NAME IN ('trx_rseg_history_len', 'lock_deadlocks', 'lock_timeouts')
                AND STATUS = 'enabled'
            """;

    /** InnoDB of 8.0.15 does not count each deadlock in its metric. */
    private static final String DEADLOCKS =
            """
            SELECT 'deadlock_errors' AS name, CAST(SUM_ERROR_RAISED AS CHAR) AS value
            FROM performance_schema.events_errors_summary_global_by_error
            WHERE ERROR_NUMBER = 1213
            """;

    private StatusReader() {}

    /** Asks the server. */
    public static StatusReading read(Link link) {
        Row moment = link.query(MOMENT, row -> row).getFirst();
        Map<String, Double> values = new HashMap<>();
        link.query(
                        // performance_schema.global_status leaves out what commands were counted.
                        "SHOW GLOBAL STATUS WHERE Variable_name IN (" + NAMES + ")", row -> row)
                .forEach(row -> put(row, values));
        link.query(INNODB, row -> row).forEach(row -> put(row, values));
        link.query(DEADLOCKS, row -> row).forEach(row -> put(row, values));
        return new StatusReading(
                Times.instant(moment, "at"),
                moment.getString("uuid"),
                values.getOrDefault("Uptime", 0.0).longValue(),
                values);
    }

    private static void put(Row row, Map<String, Double> values) {
        String value = row.getString(1);
        if (value != null && isNumber(value)) {
            values.put(row.getString(0), Double.valueOf(value));
        }
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
    }
}
