package io.github.spyhop.query.response;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.query.read.RowChanges;
import io.github.spyhop.query.read.TimeRange;
import java.time.Duration;

/**
 * The row changes of a table that were published, and how many that is a second.
 *
 * @param source the binlog source that they came from
 * @param tableName the table's name
 */
@JsonNaming(SnakeCaseStrategy.class)
public record TableChanges(
        String source,
        String schema,
        String tableName,
        long inserts,
        long updates,
        long deletes,
        double rowsPerSecond) {

    public static TableChanges of(RowChanges.Table table, TimeRange range) {
        long rows = table.inserts() + table.updates() + table.deletes();
        long seconds = Math.max(1, Duration.between(range.from(), range.to()).toSeconds());
        return new TableChanges(
                table.source(),
                table.schema(),
                table.table(),
                table.inserts(),
                table.updates(),
                table.deletes(),
                (double) rows / seconds);
    }
}
