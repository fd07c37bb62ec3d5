package io.github.spyhop.query.response;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.query.read.Waits;
import java.util.List;

/**
 * What was waited for within a stretch of time.
 *
 * @param event MySQL's name of the instrument; {@code other} for all that are not kept one by one
 * @param count how often it was waited for
 * @param waitMicrosSum for how long altogether, in microseconds
 * @param waitMicrosMean for how long at a time, in microseconds
 * @param percent its part of the time of all events
 */
@JsonNaming(SnakeCaseStrategy.class)
public record WaitView(
        String event, long count, long waitMicrosSum, double waitMicrosMean, double percent) {

    private static final double PER_CENT = 100;

    /** The first so many of these, each beside all of them. */
    public static List<WaitView> of(List<Waits.Total> totals, int limit) {
        long all = totals.stream().mapToLong(Waits.Total::waitMicrosSum).sum();
        return totals.stream().limit(limit).map(total -> of(total, all)).toList();
    }

    private static WaitView of(Waits.Total total, long microsOfAll) {
        return new WaitView(
                total.event(),
                total.count(),
                total.waitMicrosSum(),
                total.count() == 0 ? 0 : (double) total.waitMicrosSum() / total.count(),
                microsOfAll == 0 ? 0 : PER_CENT * total.waitMicrosSum() / microsOfAll);
    }
}
