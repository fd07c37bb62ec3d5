package io.github.spyhop.query.schedule;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report made by schedule, without its texts.
 *
 * @param id such as {@code month-2026-10}, with the instance behind where it is of one
 * @param period {@code day}, {@code week} or {@code month}
 * @param instance absent where it is of the fleet
 * @param from the start of what it is of
 * @param to the end, excluded
 * @param timeZone where days begin
 * @param state {@code making}, {@code ready}, or {@code failed} after several attempts
 * @param madeAt when it was made; absent, until it is
 * @param error why it could not be made, or why somebody could not be told of it
 * @param formats what it can be had as
 * @param leftOut the formats that were too large to be kept
 * @param findings how much there is to look at
 * @param highlights the gravest of that
 * @param undelivered the channels that are still to be told, or could not be
 */
@JsonNaming(SnakeCaseStrategy.class)
public record StoredReport(
        String id,
        String period,
        @Nullable String instance,
        Instant from,
        Instant to,
        String timeZone,
        String state,
        @Nullable Instant madeAt,
        @Nullable String error,
        List<String> formats,
        List<String> leftOut,
        int findings,
        List<String> highlights,
        List<String> undelivered) {

    public StoredReport {
        formats = List.copyOf(formats);
        leftOut = List.copyOf(leftOut);
        highlights = List.copyOf(highlights);
        undelivered = List.copyOf(undelivered);
    }
}
