package io.github.spyhop.query.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.query.read.Waits;
import io.github.spyhop.query.response.WaitView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was waited for, beside the other period.
 *
 * @param event MySQL's name of the instrument; {@code other} for all that are not kept one by one
 * @param count how often it was waited for
 * @param waitMicrosSum for how long altogether, in microseconds
 * @param waitMicrosMean for how long at a time, in microseconds
 * @param percent its part of the time of all events
 * @param countBefore absent, as the time, without another period
 * @param waitMicrosSumBefore for how long in the other period, in microseconds
 * @param changePercent how its time changed; absent, too, where there was none before
 */
@JsonNaming(SnakeCaseStrategy.class)
public record WaitSummary(
        String event,
        long count,
        long waitMicrosSum,
        double waitMicrosMean,
        double percent,
        @Nullable Long countBefore,
        @Nullable Long waitMicrosSumBefore,
        @Nullable Double changePercent) {

    private static final int LISTED = 10;

    /** The mean in whole microseconds, as other times are shown. */
    public long meanMicros() {
        return Math.round(waitMicrosMean);
    }

    /** The events with the most time. */
    static List<WaitSummary> of(List<Waits.Total> now, @Nullable List<Waits.Total> before) {
        Map<String, Waits.Total> others = new HashMap<>();
        if (before != null) {
            before.forEach(total -> others.put(total.event(), total));
        }
        return WaitView.of(now, LISTED).stream()
                .map(wait ->
                        of(
                                wait,
                                before == null
                                        ? null
                                        : others.getOrDefault(
                                                wait.event(), new Waits.Total(wait.event(), 0, 0))))
                .toList();
    }

    private static WaitSummary of(WaitView wait, Waits.@Nullable Total before) {
        return new WaitSummary(
                wait.event(),
                wait.count(),
                wait.waitMicrosSum(),
                wait.waitMicrosMean(),
                wait.percent(),
                before == null ? null : (Long) before.count(),
                before == null ? null : (Long) before.waitMicrosSum(),
                before == null
                        ? null
                        : Report.changePercent(
                                (double) wait.waitMicrosSum(), (double) before.waitMicrosSum()));
    }
}
