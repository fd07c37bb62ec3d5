package io.github.spyhop.query.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.model.store.AlertDocument;
import io.github.spyhop.model.store.AlertDocument.Firing;
import io.github.spyhop.query.read.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An alert that fired within the period.
 *
 * @param id stays the same however often it fires
 * @param rule the rule that found it
 * @param kind what was found, such as {@code plan_changed}
 * @param severity {@code info}, {@code warning} or {@code critical}
 * @param subject what it is about, such as a digest id or an EVENT's name; empty for the instance
 * @param summary what was found last, in a sentence
 * @param count how often it fired within the period, of the latest 100 times
 * @param firedAt when it first fired within the period, or before and still did
 * @param firingSeconds for how long it fired within the period
 */
@JsonNaming(SnakeCaseStrategy.class)
public record AlertSummary(
        String id,
        String rule,
        String kind,
        String severity,
        String instance,
        String subject,
        String summary,
        int count,
        Instant firedAt,
        long firingSeconds) {

    /**
     * What an alert did within a period.
     *
     * @param now the end of what still fires
     */
    static AlertSummary of(AlertDocument alert, TimeRange range, Instant now) {
        List<TimeRange> within =
                alert.firings().stream()
                        .map(firing -> new TimeRange(firing.firedAt(), endOf(firing, now)))
                        .filter(firing ->
                                firing.from().isBefore(range.to())
                                        && firing.to().isAfter(range.from()))
                        .toList();
        return new AlertSummary(
                alert.id(),
                alert.rule(),
                alert.kind(),
                alert.severity(),
                alert.instance(),
                alert.subject(),
                alert.summary(),
                within.size(),
                within.stream().map(TimeRange::from).findFirst().orElse(alert.since()),
                within.stream().mapToLong(firing -> overlap(firing, range).toSeconds()).sum());
    }

    private static Instant endOf(Firing firing, Instant now) {
        return firing.resolvedAt() == null ? now : firing.resolvedAt();
    }

    private static Duration overlap(TimeRange one, TimeRange other) {
        Instant from = one.from().isAfter(other.from()) ? one.from() : other.from();
        Instant to = one.to().isBefore(other.to()) ? one.to() : other.to();
        return Duration.between(from, to);
    }
}
