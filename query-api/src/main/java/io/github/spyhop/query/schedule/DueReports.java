package io.github.spyhop.query.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.github.spyhop.query.read.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Knows which reports are to be there: those of the periods that had ended when cron last fired. */
@ApplicationScoped
class DueReports {

    private final ScheduleConfig config;
    private final ExecutionTime times;

    /**
     * Reads the setting.
     *
     * @throws IllegalArgumentException if its cron expression is none
     */
    DueReports(ScheduleConfig config) {
        this.config = config;
        try {
            this.times =
                    ExecutionTime.forCron(
                            new CronParser(
                                            CronDefinitionBuilder.instanceDefinitionFor(
                                                    CronType.QUARTZ))
                                    .parse(config.cron()));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "spyhop.reports.cron is '%s': write such as '0 0 6 1 * ?' (%s)"
                            .formatted(config.cron(), wrong.getMessage()),
                    wrong);
        }
    }

    /** Those that are to be there at this time, the latest of each period and instance. */
    List<DueReport> at(Instant now) {
        ZoneId zone = config.timeZone();
        // The last one before the next second, so that this second's counts.
        ZonedDateTime next = now.atZone(zone).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        return times.lastExecution(next)
                .map(fired -> at(fired.toLocalDate(), zone))
                .orElse(List.of());
    }

    private List<DueReport> at(LocalDate day, ZoneId zone) {
        List<DueReport> due = new ArrayList<>();
        for (ReportPeriod period : config.periods()) {
            LocalDate end = period.lastEnd(day);
            LocalDate start = period.before(end);
            TimeRange range = range(start, end, zone);
            TimeRange before = range(period.before(start), start, zone);
            String id = period.idOf(start);
            List<String> instances = config.instances().orElse(List.of());
            if (instances.isEmpty()) {
                due.add(new DueReport(id, period, range, before, Optional.empty()));
            }
            for (String instance : instances) {
                due.add(
                        new DueReport(
                                id + "-" + instance, period, range, before, Optional.of(instance)));
            }
        }
        return due;
    }

    private static TimeRange range(LocalDate start, LocalDate end, ZoneId zone) {
        return new TimeRange(
                start.atStartOfDay(zone).toInstant(), end.atStartOfDay(zone).toInstant());
    }
}
