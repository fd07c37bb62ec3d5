package io.github.spyhop.query.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** A stretch of the calendar that a report is of. */
public enum ReportPeriod {
    DAY,
    WEEK,
    MONTH;

    /** The day at whose beginning the last one ended: this day, or one before. */
    LocalDate lastEnd(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    /** The first day of the one that ended at the beginning of a day. */
    LocalDate before(LocalDate end) {
        return switch (this) {
            case DAY -> end.minusDays(1);
            case WEEK -> end.minusWeeks(1);
            case MONTH -> end.minusMonths(1);
        };
    }

    /** The name of the one that begins with a day, such as {@code month-2026-10}. */
    String idOf(LocalDate start) {
        return field() + "-" + (this == MONTH ? YearMonth.from(start) : start);
    }

    /** As it is in the store. */
    String field() {
        return name().toLowerCase(Locale.ROOT);
    }
}
