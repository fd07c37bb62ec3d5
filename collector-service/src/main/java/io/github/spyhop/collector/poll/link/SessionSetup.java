package io.github.spyhop.collector.poll.link;

import java.time.Duration;

/**
 * What each of the collector's sessions is set to, so that nothing it does lasts, waits or writes:
 * a time limit for reads, short lock waits, read-only transactions, times in UTC.
 */
final class SessionSetup {

    private static final int LOCK_WAIT_SECONDS = 1;

    private SessionSetup() {}

    static String readOnly(Duration statementMax) {
        return settings(statementMax) + ", SESSION transaction_read_only = ON";
    }

    /** For the EXPLAIN of a write, which a read-only transaction refuses. */
    static String readWrite(Duration statementMax) {
        return settings(statementMax);
    }

    private static String settings(Duration statementMax) {
        return OwnStatement.marked(
                ("SET SESSION time_zone = '+00:00', SESSION max_execution_time = %d,"
                                + " SESSION lock_wait_timeout = %d,"
                                + " SESSION innodb_lock_wait_timeout = %d,"
                                + " SESSION sql_mode = 'NO_ENGINE_SUBSTITUTION'")
                        .formatted(statementMax.toMillis(), LOCK_WAIT_SECONDS, LOCK_WAIT_SECONDS));
    }
}
