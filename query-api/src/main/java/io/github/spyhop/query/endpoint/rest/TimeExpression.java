package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.error.Problems;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point in time as users write it: an ISO-8601 instant or offset time, a date (its start in UTC),
 * milliseconds since 1970, {@code now}, or {@code now-} with a number of s, m, h, d or w.
 */
final class TimeExpression {

    private static final Pattern RELATIVE = Pattern.compile("now(?:-(\\d{1,6})([smhdw]))?");
    private static final Pattern MILLIS = Pattern.compile("\\d{11,14}");
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");
    private static final int DATE_LENGTH = 10;

    private TimeExpression() {}

    /**
     * Reads an expression of the query parameter {@code field}.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400, if it is none
     */
    static Instant parse(String field, String text, Clock clock) {
        Instant time = read(field, text, clock);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw Problems.badRequest(
                    field, "'%s' is not between the years 1970 and 2999.".formatted(field));
        }
        return time;
    }

    private static Instant read(String field, String text, Clock clock) {
        Matcher relative = RELATIVE.matcher(text);
        if (relative.matches()) {
            return relative.group(1) == null
                    ? clock.instant()
                    : clock.instant()
                            .minus(
                                    durationOf(
                                            Long.parseLong(relative.group(1)), relative.group(2)));
        }
        if (MILLIS.matcher(text).matches()) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }
        try {
            if (text.length() == DATE_LENGTH) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            return java.time.OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notATime) {
            throw Problems.badRequest(
                    field,
                    "'%s' is not a time: write 2026-11-21T03:00:00Z, 2026-11-21, now-1h, or milliseconds since 1970."
                            .formatted(field));
        }
    }

    private static Duration durationOf(long amount, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            case "w" -> Duration.ofDays(7 * amount);
            default -> throw new IllegalStateException("the pattern admits no unit " + unit);
        };
    }
}
