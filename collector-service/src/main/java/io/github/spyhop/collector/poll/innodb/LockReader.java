package io.github.spyhop.collector.poll.innodb;

import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.perfschema.Times;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads who waits for whom. The tables of locks are costly to a busy server, so that they are read
 * only when something waits.
 */
public final class LockReader {

    private static final String WAITING = "LOCK WAIT";

    private final int rowsMax;

    /** What one look found; {@code cut} says that there was more than is read at once. */
    public record Look(
            Instant at, List<LockWait> waits, List<OpenTransaction> transactions, boolean cut) {

        public Look {
            waits = List.copyOf(waits);
            transactions = List.copyOf(transactions);
        }

        /** The same with other forms of the statements. */
        public Look withTexts(UnaryOperator<@Nullable String> form) {
            return new Look(
                    at,
                    waits.stream().map(wait -> wait.withTexts(form)).toList(),
                    transactions.stream().map(each -> each.withText(form)).toList(),
                    cut);
        }
    }

    public LockReader(int rowsMax) {
        this.rowsMax = rowsMax;
    }

    /**
     * Looks.
     *
     * @param from from which age on a transaction is told of
     */
    public Look look(Link link, Duration from) {
        List<OpenTransaction> transactions = transactions(link, from);
        Row waiting = link.query(metadataWaiters(), row -> row).getFirst();
        List<LockWait> waits = new ArrayList<>();
        if (transactions.stream().anyMatch(each -> each.state().equals(WAITING))) {
            waits.addAll(link.query(rowWaits(), row -> waitOf(row, "row")));
        }
        if (waiting.getLong("waiters") > 0) {
            waits.addAll(link.query(metadataWaits(), row -> waitOf(row, "metadata")));
        }
        return new Look(
                Times.instant(waiting, "at"),
                waits,
                transactions,
                waits.size() >= rowsMax || transactions.size() >= rowsMax);
    }

    private List<OpenTransaction> transactions(Link link, Duration from) {
        return link.query(
                """
                SELECT x.trx_mysql_thread_id AS pid, x.trx_started AS started,
                    TIMESTAMPDIFF(SECOND, x.trx_started, SYSDATE()) AS seconds, x.trx_state AS state,
                    x.trx_rows_locked AS locked, x.trx_rows_modified AS modified,
                    t.PROCESSLIST_USER AS user, t.PROCESSLIST_HOST AS host, t.PROCESSLIST_DB AS db,
                    COALESCE(x.trx_query,
                        (SELECT s.SQL_TEXT FROM performance_schema.events_statements_current s
                            WHERE s.THREAD_ID = t.THREAD_ID ORDER BY s.EVENT_ID LIMIT 1)) AS query
                FROM information_schema.INNODB_TRX x
                LEFT JOIN performance_schema.threads t ON t.PROCESSLIST_ID = x.trx_mysql_thread_id
                WHERE x.trx_state <> 'RUNNING'
                    OR x.trx_started <= SYSDATE() - INTERVAL %d SECOND
                ORDER BY x.trx_started LIMIT %d
                """
                        .formatted(from.toSeconds(), rowsMax),
                LockReader::transactionOf);
    }

    private static String metadataWaiters() {
        return """
        SELECT COUNT(*) AS waiters, SYSDATE(6) AS at FROM performance_schema.threads
        WHERE PROCESSLIST_STATE LIKE 'Waiting for %lock'
        """;
    }

    private String rowWaits() {
        return """
        SELECT STRAIGHT_JOIN CONCAT_WS('.', l.OBJECT_SCHEMA, l.OBJECT_NAME) AS object,
            l.INDEX_NAME AS idx, l.LOCK_MODE AS mode, %s, %s
        FROM performance_schema.data_lock_waits w
        JOIN performance_schema.data_locks l
            ON l.ENGINE = w.ENGINE AND l.ENGINE_LOCK_ID = w.REQUESTING_ENGINE_LOCK_ID
        JOIN performance_schema.threads r ON r.THREAD_ID = w.REQUESTING_THREAD_ID
        JOIN performance_schema.threads b ON b.THREAD_ID = w.BLOCKING_THREAD_ID
        LIMIT %d
        """
                .formatted(
                        LockSession.columns("r", "waiting"),
                        LockSession.columns("b", "blocking"),
                        rowsMax);
    }

    /** Whoever waits for a shared lock waits for one who has, or waits for, an exclusive one. */
    private String metadataWaits() {
        return """
        SELECT CONCAT_WS('.', p.OBJECT_SCHEMA, p.OBJECT_NAME) AS object, NULL AS idx,
            p.LOCK_TYPE AS mode, %s, %s
        FROM performance_schema.metadata_locks p
        JOIN performance_schema.metadata_locks g
            ON g.OBJECT_TYPE = p.OBJECT_TYPE AND g.OBJECT_SCHEMA <=> p.OBJECT_SCHEMA
                AND g.OBJECT_NAME <=> p.OBJECT_NAME AND g.LOCK_STATUS = 'GRANTED'
                AND g.OWNER_THREAD_ID <> p.OWNER_THREAD_ID
        JOIN performance_schema.threads r ON r.THREAD_ID = p.OWNER_THREAD_ID
        JOIN performance_schema.threads b ON b.THREAD_ID = g.OWNER_THREAD_ID
        WHERE p.LOCK_STATUS = 'PENDING' AND p.OBJECT_TYPE IN ('TABLE', 'SCHEMA', 'GLOBAL')
            AND (p.LOCK_TYPE = 'EXCLUSIVE'
                OR g.LOCK_TYPE IN ('EXCLUSIVE', 'SHARED_NO_WRITE', 'SHARED_NO_READ_WRITE')
                OR EXISTS (SELECT 1 FROM performance_schema.metadata_locks x
                    WHERE x.OWNER_THREAD_ID = g.OWNER_THREAD_ID AND x.LOCK_STATUS = 'PENDING'
                        AND x.LOCK_TYPE = 'EXCLUSIVE'))
        LIMIT %d
        """
                .formatted(
                        LockSession.columns("r", "waiting"),
                        LockSession.columns("b", "blocking"),
                        rowsMax);
    }

    private static LockWait waitOf(Row row, String kind) {
        return new LockWait(
                LockSession.of(row, "waiting"),
                LockSession.of(row, "blocking"),
                kind,
                String.valueOf(row.getString("object")),
                row.getString("idx"),
                row.getString("mode"));
    }

    private static OpenTransaction transactionOf(Row row) {
        return new OpenTransaction(
                numberOf(row, "pid"),
                Times.instant(row, "started"),
                numberOf(row, "seconds"),
                row.getString("state"),
                numberOf(row, "locked"),
                numberOf(row, "modified"),
                row.getString("user"),
                row.getString("host"),
                row.getString("db"),
                row.getString("query"));
    }

    private static long numberOf(Row row, String column) {
        return ((Number) row.getValue(column)).longValue();
    }
}
