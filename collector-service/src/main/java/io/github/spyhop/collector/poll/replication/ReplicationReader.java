package io.github.spyhop.collector.poll.replication;

import io.github.spyhop.collector.poll.link.Link;
import io.vertx.sqlclient.Row;
import java.util.List;

/**
 * Reads replication channels from performance_schema (<a
 * href="https://dev.mysql.com/doc/refman/8.4/en/performance-schema-replication-tables.html">replication
 * tables</a>), which need no privilege but SELECT.
 */
public final class ReplicationReader {

    private static final String CHANNELS =
            """
            SELECT c.CHANNEL_NAME AS name, c.HOST AS host, c.PORT AS port,
                s.SOURCE_UUID AS uuid, s.SERVICE_STATE AS receiver, a.SERVICE_STATE AS applier,
                s.RECEIVED_TRANSACTION_SET AS gtids,
                (SELECT MAX(CASE WHEN w.APPLYING_TRANSACTION <> ''
                        AND w.APPLYING_TRANSACTION_ORIGINAL_COMMIT_TIMESTAMP > 0
                        THEN TIMESTAMPDIFF(MICROSECOND,
                            w.APPLYING_TRANSACTION_ORIGINAL_COMMIT_TIMESTAMP, SYSDATE(6)) / 1e6
                        WHEN w.APPLYING_TRANSACTION <> '' THEN NULL ELSE 0 END)
                    FROM performance_schema.replication_applier_status_by_worker w
                    WHERE w.CHANNEL_NAME = c.CHANNEL_NAME) AS lag_seconds,
                s.LAST_ERROR_MESSAGE AS receiver_error,
                COALESCE(
                    (SELECT CONCAT('MySQL error ', w.LAST_ERROR_NUMBER, ': ', w.LAST_ERROR_MESSAGE)
                        FROM performance_schema.replication_applier_status_by_worker w
                        WHERE w.CHANNEL_NAME = c.CHANNEL_NAME AND w.LAST_ERROR_NUMBER <> 0 LIMIT 1),
                    (SELECT CONCAT('MySQL error ', o.LAST_ERROR_NUMBER, ': ', o.LAST_ERROR_MESSAGE)
                        FROM performance_schema.replication_applier_status_by_coordinator o
                        WHERE o.CHANNEL_NAME = c.CHANNEL_NAME AND o.LAST_ERROR_NUMBER <> 0 LIMIT 1),
                    '') AS applier_error
            FROM performance_schema.replication_connection_configuration c
            JOIN performance_schema.replication_connection_status s USING (CHANNEL_NAME)
            JOIN performance_schema.replication_applier_status a USING (CHANNEL_NAME)
            WHERE c.HOST <> ''
            LIMIT 256
            """;

    private ReplicationReader() {}

    /** The channels; none on a server that does not replicate. */
    public static List<ReplicationChannel> read(Link link) {
        return link.query(CHANNELS, ReplicationReader::channelOf);
    }

    private static ReplicationChannel channelOf(Row row) {
        Number lag = (Number) row.getValue("lag_seconds");
        return new ReplicationChannel(
                row.getString("name"),
                row.getString("host"),
                ((Number) row.getValue("port")).intValue(),
                row.getString("uuid"),
                row.getString("receiver"),
                row.getString("applier"),
                lag == null ? null : lag.doubleValue(),
                String.valueOf(row.getString("gtids")),
                String.valueOf(row.getString("receiver_error")),
                String.valueOf(row.getString("applier_error")));
    }
}
