package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.query.read.RowChanges;
import java.time.Instant;

/**
 * The row changes of one window, and how many that is a second.
 *
 * @param time the window's start
 */
public record RowChangePoint(
        Instant time,
        long inserts,
        long updates,
        long deletes,
        @JsonProperty("rows_per_second") double rowsPerSecond) {

    public static RowChangePoint of(RowChanges.Point point) {
        long rows = point.inserts() + point.updates() + point.deletes();
        return new RowChangePoint(
                point.start(),
                point.inserts(),
                point.updates(),
                point.deletes(),
                (double) rows / Math.max(1, point.windowSeconds()));
    }
}
