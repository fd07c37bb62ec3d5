package io.github.spyhop.query.read;

import java.time.Duration;
import java.util.List;
import org.bson.Document;

/** The buckets that a series is drawn with: few enough to be seen apart, and of a round size. */
final class Buckets {

    private static final int COUNT_MAX = 150;
    private static final List<Integer> SECONDS =
            List.of(10, 60, 300, 900, 1_800, 3_600, 10_800, 21_600, 86_400);

    /** From this length on, the windows of all servers are too many: there are roll-ups of minutes. */
    private static final Duration FLEET_BY_MINUTES = Duration.ofMinutes(10);

    private static final int MINUTE_SECONDS = 60;

    private Buckets() {}

    /** The size for a chart of one instance or of all, in seconds. */
    static int secondsOf(Scope scope) {
        int seconds = secondsOf(scope.range());
        boolean fleet = scope.instance().isEmpty();
        return fleet && scope.range().length().compareTo(FLEET_BY_MINUTES) > 0
                ? Math.max(seconds, MINUTE_SECONDS)
                : seconds;
    }

    /** The size for a stretch of time, in seconds. */
    static int secondsOf(TimeRange range) {
        long needed = range.length().toSeconds() / COUNT_MAX;
        return SECONDS.stream()
                .filter(seconds -> seconds >= needed)
                .findFirst()
                .orElse(SECONDS.getLast());
    }

    /** The start of the bucket that a window begins in, for an aggregation. */
    static Document startOf(int seconds) {
        return startOf("window_start", seconds);
    }

    /** The start of the bucket that the time of a field is in, for an aggregation. */
    static Document startOf(String field, int seconds) {
        return new Document(
                "$dateTrunc",
                new Document("date", "$" + field)
                        .append("unit", "second")
                        .append("binSize", seconds));
    }
}
