package io.github.spyhop.collector.normalise;

import io.github.spyhop.collector.normalise.DigestDifference.Known;
import io.github.spyhop.collector.normalise.DigestWindow.Family;
import io.github.spyhop.collector.poll.perfschema.Counters;
import io.github.spyhop.collector.poll.perfschema.DigestCounter;
import io.github.spyhop.collector.poll.perfschema.DigestRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the families that take longer than they usually do. What ran a few times only, or costs the
 * server next to nothing, is left out: a mean of few is noise.
 */
public final class LatencyComparison {

    /** How often a family must have run, in the window and before. */
    private static final long COUNT_MIN = 20;

    /** From which factor on it is worth a word; rules have their own threshold. */
    private static final double FACTOR_MIN = 1.2;

    /** What the longer time costs at least, of the window's length. */
    private static final double SHARE_MIN = 0.005;

    private static final double PICOS_PER_MICRO = 1e6;
    private static final double MICROS_PER_SECOND = 1e6;

    private LatencyComparison() {}

    /** How often a family ran and how long that took in all. */
    public record Usual(long count, double micros) {

        double mean() {
            return micros / count;
        }
    }

    /**
     * Compares the families of a window.
     *
     * @param weeks what a family took within the same hour of earlier weeks, if that is known
     * @param known what the server had counted before
     */
    public static List<Regression> of(
            DigestWindow window,
            Function<Family, Optional<Usual>> weeks,
            Function<DigestRow, @Nullable Known> known) {
        Duration length = Duration.between(window.from(), window.checkpoint().polledAt());
        double costMin = length.toMillis() / 1e3 * MICROS_PER_SECOND * SHARE_MIN;
        List<Regression> found = new ArrayList<>();
        for (Family family : window.families()) {
            Usual now = usualOf(family.counters());
            if (now.count() >= COUNT_MIN && now.micros() >= costMin) {
                compared(family, now, weeks.apply(family), known.apply(family.row()))
                        .filter(regression -> regression.factor() >= FACTOR_MIN)
                        .filter(regression ->
                                now.micros() - regression.usualMicros() * now.count() >= costMin)
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<Regression> compared(
            Family family, Usual now, Optional<Usual> weeks, @Nullable Known known) {
        Optional<Usual> before =
                known == null || family.whole()
                        ? Optional.empty()
                        : Optional.of(usualOf(known.counters()));
        boolean byWeeks = weeks.filter(LatencyComparison::isEnough).isPresent();
        return (byWeeks ? weeks : before)
                .filter(LatencyComparison::isEnough)
                .map(usual ->
                        new Regression(
                                family.identity().id(),
                                family.row().schema(),
                                family.identity().text(),
                                now.count(),
                                now.mean(),
                                usual.mean(),
                                byWeeks ? "the same hour of earlier weeks" : "all runs before"));
    }

    private static boolean isEnough(Usual usual) {
        return usual.count() >= COUNT_MIN && usual.micros() > 0;
    }

    private static Usual usualOf(Counters counters) {
        long picos = counters.get(DigestCounter.SUM_TIMER_WAIT);
        return new Usual(counters.get(DigestCounter.COUNT_STAR), picos / PICOS_PER_MICRO);
    }
}
