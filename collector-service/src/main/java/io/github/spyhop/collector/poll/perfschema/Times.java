package io.github.spyhop.collector.poll.perfschema;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneOffset;

/** Times of a server, whose sessions are set to UTC, and of performance_schema's timers. */
public final class Times {

    private static final long PICOS_PER_NANO = 1_000;

    private Times() {}

    public static Instant instant(Row row, String column) {
        return row.getLocalDateTime(column).toInstant(ZoneOffset.UTC);
    }

    public static long nanosOfPicos(long picos) {
        return Long.divideUnsigned(picos, PICOS_PER_NANO);
    }
}
