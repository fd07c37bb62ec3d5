package io.github.spyhop.collector.poll.parameter;

import io.github.spyhop.collector.poll.link.Link;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Reads the global system variables (<a
 * href="https://dev.mysql.com/doc/refman/8.4/en/performance-schema-system-variable-tables.html">
 * performance_schema.global_variables</a>), without those that change though nobody sets them.
 */
public final class ParameterReader {

    /**
     * What the server writes itself: transactions, and how long InnoDB lets a thread sleep, which it
     * adapts. The sessions' own times and random numbers are no global variables of MySQL's, but a
     * relative of it might show them.
     */
    private static final String SET_BY_PEOPLE =
            """
            VARIABLE_NAME NOT IN ('gtid_executed', 'gtid_owned', 'gtid_purged',
                'innodb_thread_sleep_delay', 'timestamp', 'identity', 'insert_id',
                'last_insert_id')
                AND VARIABLE_NAME NOT LIKE 'pseudo\\_%' AND VARIABLE_NAME NOT LIKE 'rand\\_seed%'
            """;

    /** One row instead of 600. MD5() is no longer in every server. */
    private static final String FINGERPRINT =
            """
            SELECT CAST(SUM(CRC32(SHA2(CONCAT_WS('=', VARIABLE_NAME, VARIABLE_VALUE), 256))) AS CHAR)
                AS fingerprint
            FROM performance_schema.global_variables WHERE
            """
                    + SET_BY_PEOPLE;

    private static final String ALL =
            """
            SELECT VARIABLE_NAME AS name, VARIABLE_VALUE AS value
            FROM performance_schema.global_variables WHERE
            """
                    + SET_BY_PEOPLE;

    private ParameterReader() {}

    /** What is another one as soon as a variable has another value, or another server answers. */
    public static String fingerprint(Link link) {
        return link.query(FINGERPRINT, row -> String.valueOf(row.getString("fingerprint")))
                .getFirst();
    }

    /** The values by the variables' names; an empty text where there is none. */
    public static Map<String, String> read(Link link) {
        Map<String, String> values = new TreeMap<>();
        link.query(ALL, row -> row)
                .forEach(row ->
                        values.put(
                                row.getString("name"),
                                Objects.requireNonNullElse(row.getString("value"), "")));
        return values;
    }
}
