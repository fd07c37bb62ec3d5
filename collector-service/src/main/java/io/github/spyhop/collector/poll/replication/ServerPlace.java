package io.github.spyhop.collector.poll.replication;

import io.github.spyhop.collector.poll.link.Link;
import java.util.List;

/** Whether a server refuses writes, and who reads its binary log. */
public record ServerPlace(boolean readOnly, List<String> downstream) {

    private static final String DOWNSTREAM =
            """
            SELECT DISTINCT PROCESSLIST_HOST AS host FROM performance_schema.threads
            WHERE PROCESSLIST_COMMAND LIKE 'Binlog Dump%' AND PROCESSLIST_HOST IS NOT NULL
            LIMIT 256
            """;

    public ServerPlace {
        downstream = List.copyOf(downstream);
    }

    /** Asks the server. */
    public static ServerPlace of(Link link) {
        boolean readOnly =
                link.query("SELECT @@global.read_only AS it", row -> row.getInteger("it") == 1)
                        .getFirst();
        return new ServerPlace(readOnly, link.query(DOWNSTREAM, row -> row.getString("host")));
    }
}
