package io.github.spyhop.collector.explain;

import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.link.OwnStatement;
import io.github.spyhop.collector.poll.link.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings of a session that change what a statement means or how it is planned, by their names.
 */
public record SessionSettings(Map<String, String> values) {

    public static final SessionSettings UNKNOWN = new SessionSettings(Map.of());

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}");

    public SessionSettings {
        values = Map.copyOf(values);
    }

    /** Reads the settings of a thread, if it is still there. */
    public static SessionSettings of(Link link, long threadId) {
        Map<String, String> values = new LinkedHashMap<>();
        String sql =
                """
                SELECT VARIABLE_NAME, VARIABLE_VALUE
                FROM performance_schema.variables_by_thread
                WHERE THREAD_ID = %d AND VARIABLE_NAME IN
                    ('sql_mode', 'optimizer_switch', 'collation_connection', 'time_zone',
                     'optimizer_search_depth', 'optimizer_prune_level', 'sql_big_selects',
                     'eq_range_index_dive_limit', 'range_optimizer_max_mem_size')
                """
                        .formatted(threadId);
        link.query(sql, row -> values.put(row.getString(0), row.getString(1)));
        return new SessionSettings(values);
    }

    void applyTo(Session session) {
        if (!values.isEmpty()) {
            session.execute(
                    values.entrySet().stream()
                            .map(entry -> entry.getKey() + " = " + literal(entry.getValue()))
                            .collect(Collectors.joining(", SESSION ", "SET SESSION ", "")));
        }
    }

    private static String literal(String value) {
        return NUMBER.matcher(value).matches() ? value : "'" + OwnStatement.escaped(value) + "'";
    }
}
