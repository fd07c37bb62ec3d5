package io.github.spyhop.collector.poll.perfschema;

import io.github.spyhop.collector.poll.link.Link;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a server is and which of its sources can be read.
 *
 * @param uuid {@code @@server_uuid}
 * @param startedAt when it was started, to the second
 * @param version {@code VERSION()}
 * @param sqlMode {@code @@global.sql_mode}
 * @param performanceSchema whether performance_schema is on
 * @param consumers the consumers of performance_schema that are on
 */
public record ServerFacts(
        String uuid,
        Instant startedAt,
        String version,
        String sqlMode,
        boolean performanceSchema,
        Set<String> consumers) {

    private static final String FACTS =
            """
            SELECT @@server_uuid AS uuid, VERSION() AS version, @@performance_schema AS perfschema,
                @@global.sql_mode AS sql_mode, @@session.time_zone AS zone, SYSDATE() AS now
            """;
    private static final String UPTIME =
            """
            SELECT CAST(VARIABLE_VALUE AS UNSIGNED) AS seconds
            FROM performance_schema.global_status WHERE VARIABLE_NAME = 'Uptime'
            """;
    private static final String CONSUMERS =
            "SELECT NAME FROM performance_schema.setup_consumers WHERE ENABLED = 'YES'";

    /** How far two readings of a server's start may lie apart, both being whole seconds. */
    private static final long START_TOLERANCE_SECONDS = 2;

    public ServerFacts {
        consumers = Set.copyOf(consumers);
    }

    /** Asks the server. */
    public static ServerFacts of(Link link) {
        Row facts = link.query(FACTS, row -> row).getFirst();
        if (!"+00:00".equals(facts.getString("zone"))) {
            throw new IllegalStateException("the session could not be set up");
        }
        List<Long> uptime = link.query(UPTIME, row -> row.getLong("seconds"));
        LocalDateTime now = facts.getLocalDateTime("now");
        Set<String> consumers = new HashSet<>(link.query(CONSUMERS, row -> row.getString("NAME")));
        return new ServerFacts(
                facts.getString("uuid"),
                now.toInstant(ZoneOffset.UTC).minusSeconds(uptime.getFirst()),
                facts.getString("version"),
                facts.getString("sql_mode"),
                facts.getInteger("perfschema") == 1,
                consumers);
    }

    /** Whether this is the same run of the same server, given what was read of it earlier. */
    public boolean isSameRunAs(String earlierUuid, Instant earlierStart) {
        long apart = Math.abs(earlierStart.getEpochSecond() - startedAt.getEpochSecond());
        return uuid.equals(earlierUuid) && apart <= START_TOLERANCE_SECONDS;
    }
}
