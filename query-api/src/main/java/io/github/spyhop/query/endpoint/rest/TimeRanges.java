package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.error.Problems;
import io.github.spyhop.query.read.TimeRange;
import java.time.Clock;
import java.time.Instant;

/** The stretch of time that two query parameters name. */
final class TimeRanges {

    private TimeRanges() {}

    /**
     * Reads the parameters {@code from} and {@code to}.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400, if one is no time, or they are not in
     *     order
     */
    static TimeRange parse(String from, String to, Clock clock) {
        return parse("from", from, "to", to, clock);
    }

    static TimeRange parse(String fromField, String from, String toField, String to, Clock clock) {
        Instant start = TimeExpression.parse(fromField, from, clock);
        Instant end = TimeExpression.parse(toField, to, clock);
        if (!start.isBefore(end)) {
            throw Problems.badRequest(
                    fromField, "'%s' is not before '%s'.".formatted(fromField, toField));
        }
        return new TimeRange(start, end);
    }
}
