package io.github.spyhop.collector.normalise;

import io.github.spyhop.collector.poll.scheduler.ScheduledEvent;
import io.github.spyhop.collector.poll.scheduler.ScheduledEvent.Schedule;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When an EVENT is due. As the server does, it counts from its first time in the EVENT's own time
 * zone (<a href="https://dev.mysql.com/doc/refman/8.4/en/create-event.html">CREATE EVENT</a>).
 *
 * @param months of the interval
 * @param length of the rest of it
 */
public record EventSchedule(LocalDateTime first, long months, Duration length) {

    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final List<String> SMALL = List.of("DAY", "HOUR", "MINUTE", "SECOND");
    private static final List<String> LARGE = List.of("YEAR", "MONTH");
    private static final long MONTHS_PER_YEAR = 12;
    private static final long MONTHS_PER_QUARTER = 3;
    private static final long DAYS_PER_MONTH = 30;

    /** The schedule of an EVENT that runs again and again. */
    public static Optional<EventSchedule> of(ScheduledEvent event) {
        Schedule schedule = event.schedule();
        LocalDateTime starts = schedule.starts();
        String value = schedule.intervalValue();
        String field = schedule.intervalField();
        if (starts == null || value == null || field == null) {
            return Optional.empty();
        }
        EventSchedule made = of(starts, value, field);
        return made.months == 0 && made.length.isZero() ? Optional.empty() : Optional.of(made);
    }

    private static EventSchedule of(LocalDateTime starts, String value, String field) {
        List<Long> numbers = new ArrayList<>();
        for (Matcher digits = DIGITS.matcher(value); digits.find(); ) {
            numbers.add(Long.valueOf(digits.group()));
        }
        List<String> units = unitsOf(field);
        long months = 0;
        Duration length = Duration.ZERO;
        // Where there are fewer numbers than units, the first units are left out.
        for (int at = 0; at < numbers.size() && at < units.size(); at++) {
            long number = numbers.get(numbers.size() - 1 - at);
            String unit = units.get(units.size() - 1 - at);
            months += monthsOf(unit) * number;
            length = length.plus(lengthOf(unit).multipliedBy(number));
        }
        return new EventSchedule(starts, months, length);
    }

    /** How long the interval is, a month taken for 30 days. */
    public Duration interval() {
        return length.plusDays(months * DAYS_PER_MONTH);
    }

    /** The last time that it was due by then. */
    public Optional<LocalDateTime> lastDue(LocalDateTime by) {
        return by.isBefore(first) ? Optional.empty() : Optional.of(at(stepsBy(by)));
    }

    /** The first time that it is due after then. */
    public LocalDateTime nextDue(LocalDateTime after) {
        return after.isBefore(first) ? first : at(stepsBy(after) + 1);
    }

    private LocalDateTime at(long step) {
        return first.plusMonths(months * step).plus(length.multipliedBy(step));
    }

    private long stepsBy(LocalDateTime by) {
        long steps =
                months == 0
                        ? Duration.between(first, by).dividedBy(length)
                        : ChronoUnit.MONTHS.between(first, by) / months;
        // The last day of a short month is due though the month is not over by the calendar.
        while (!at(steps + 1).isAfter(by)) {
            steps++;
        }
        return steps;
    }

    private static List<String> unitsOf(String field) {
        int between = field.indexOf('_');
        if (between < 0) {
            return List.of(field);
        }
        List<String> all = field.startsWith("YEAR") ? LARGE : SMALL;
        int from = all.indexOf(field.substring(0, between));
        int to = all.indexOf(field.substring(between + 1));
        return from < 0 || to < from ? List.of() : all.subList(from, to + 1);
    }

    private static long monthsOf(String unit) {
        return switch (unit) {
            case "YEAR" -> MONTHS_PER_YEAR;
            case "QUARTER" -> MONTHS_PER_QUARTER;
            case "MONTH" -> 1;
            default -> 0;
        };
    }

    private static Duration lengthOf(String unit) {
        return switch (unit) {
            case "WEEK" -> Duration.ofDays(7);
            case "DAY" -> Duration.ofDays(1);
            case "HOUR" -> Duration.ofHours(1);
            case "MINUTE" -> Duration.ofMinutes(1);
            case "SECOND" -> Duration.ofSeconds(1);
            default -> Duration.ZERO;
        };
    }
}
