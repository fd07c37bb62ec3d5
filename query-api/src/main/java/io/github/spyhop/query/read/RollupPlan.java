package io.github.spyhop.query.read;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Covers a stretch of time by as few roll-ups as there are: days, at their edges hours, then five
 * minutes, then minutes, and what is left by the windows themselves. The pieces neither overlap nor
 * leave a gap.
 */
final class RollupPlan {

    private final RollupMarks marks;
    private final Instant now;
    private final List<Piece> pieces = new ArrayList<>();

    private RollupPlan(RollupMarks marks, Instant now) {
        this.marks = marks;
        this.now = now;
    }

    /** A part of the stretch, and the level of the roll-ups that cover it; without one, windows. */
    record Piece(Optional<RollupLevel> level, TimeRange range) {}

    /**
     * The pieces of a stretch.
     *
     * @param lengthMax the longest roll-up that may be used: that of a chart's buckets
     */
    static List<Piece> of(TimeRange range, RollupMarks marks, Duration lengthMax, Instant now) {
        RollupPlan plan = new RollupPlan(marks, now);
        RollupLevel longest = null;
        for (RollupLevel level : RollupLevel.values()) {
            if (level.length().compareTo(lengthMax) <= 0) {
                longest = level;
            }
        }
        plan.cover(range.from(), range.to(), longest);
        return List.copyOf(plan.pieces);
    }

    /**
     * The stretch with an edge that is rolled up moved back to a full minute or, where minutes are
     * not kept any more, a full hour: windows of hundreds of servers are many, even of one minute.
     */
    static TimeRange rounded(TimeRange range, RollupMarks marks, Duration lengthMax, Instant now) {
        TimeRange rounded =
                new TimeRange(
                        rounded(range.from(), marks, lengthMax, now),
                        rounded(range.to(), marks, lengthMax, now));
        return rounded.from().isBefore(rounded.to()) ? rounded : range;
    }

    private static Instant rounded(
            Instant edge, RollupMarks marks, Duration lengthMax, Instant now) {
        for (RollupLevel level : List.of(RollupLevel.MINUTE, RollupLevel.HOUR)) {
            Instant start = level.floor(edge);
            if (level.length().compareTo(lengthMax) <= 0
                    && !start.isBefore(marks.since(level, now))
                    && start.isBefore(marks.until(level))) {
                return start;
            }
        }
        return edge;
    }

    private void cover(Instant from, Instant to, @Nullable RollupLevel level) {
        if (!from.isBefore(to)) {
            return;
        }
        if (level == null) {
            pieces.add(new Piece(Optional.empty(), new TimeRange(from, to)));
            return;
        }
        RollupLevel shorter =
                level.ordinal() == 0 ? null : RollupLevel.values()[level.ordinal() - 1];
        Instant start = level.ceiling(later(from, marks.since(level, now)));
        Instant end = level.floor(earlier(to, marks.until(level)));
        if (start.isBefore(end)) {
            cover(from, start, shorter);
            pieces.add(new Piece(Optional.of(level), new TimeRange(start, end)));
            cover(end, to, shorter);
        } else {
            cover(from, to, shorter);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
