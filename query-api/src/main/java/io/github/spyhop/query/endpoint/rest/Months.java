package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.error.Problems;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Optional;

/** The months that requests name, such as {@code 2026-10}; UTC. */
final class Months {

    private static final int YEAR_MIN = 1970;
    private static final int YEAR_MAX = 2999;

    private Months() {}

    /**
     * Reads a month.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400, if it is none
     */
    static YearMonth parse(String month) {
        try {
            YearMonth parsed = YearMonth.parse(month);
            if (parsed.getYear() >= YEAR_MIN && parsed.getYear() <= YEAR_MAX) {
                return parsed;
            }
        } catch (DateTimeException notAMonth) {
            // Told below, as a month out of range is.
        }
        throw Problems.badRequest(
                "month", "'month' is not a month between 1970 and 2999: write 2026-10.");
    }

    /** The month that is asked for, or the one before this. */
    static YearMonth parse(Optional<String> month, Clock clock) {
        return month.map(Months::parse).orElseGet(() -> YearMonth.now(clock).minusMonths(1));
    }
}
