package io.github.spyhop.collector.poll.aurora;

import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.perfschema.Times;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code information_schema.replica_host_status} (<a
 * href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Reference.ISTables.html">Aurora's
 * information_schema tables</a>), where the server is Aurora.
 */
public final class AuroraReader {

    private static final String VARIABLES =
            """
            SELECT VARIABLE_NAME, VARIABLE_VALUE FROM performance_schema.global_variables
            WHERE VARIABLE_NAME IN ('aurora_version', 'aurora_server_id')
            """;

    private static final String MEMBERS =
            """
            SELECT SERVER_ID AS id, SESSION_ID = 'MASTER_SESSION_ID' AS writer,
                REPLICA_LAG_IN_MILLISECONDS AS lag_millis, LAST_UPDATE_TIMESTAMP AS updated
            FROM information_schema.REPLICA_HOST_STATUS
            WHERE LAST_UPDATE_TIMESTAMP > SYSDATE() - INTERVAL 5 MINUTE
            LIMIT 64
            """;

    private AuroraReader() {}

    /** What an Aurora instance says of itself and its cluster. */
    public record Aurora(String version, String serverId, List<AuroraMember> members) {

        public Aurora {
            members = List.copyOf(members);
        }
    }

    /** Nothing where the server is another MySQL. */
    public static Optional<Aurora> read(Link link) {
        Map<String, String> variables = new HashMap<>();
        link.query(VARIABLES, row -> variables.put(row.getString(0), row.getString(1)));
        String version = variables.get("aurora_version");
        return version == null
                ? Optional.empty()
                : Optional.of(
                        new Aurora(
                                version,
                                variables.getOrDefault("aurora_server_id", ""),
                                link.query(MEMBERS, AuroraReader::memberOf)));
    }

    private static AuroraMember memberOf(Row row) {
        boolean writer = ((Number) row.getValue("writer")).intValue() == 1;
        Number lag = (Number) row.getValue("lag_millis");
        return new AuroraMember(
                row.getString("id"),
                writer,
                writer || lag == null ? null : lag.doubleValue(),
                Times.instant(row, "updated"));
    }
}
