package io.github.spyhop.binlog.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.binlog.snapshot.SnapshotOrder;
import io.github.spyhop.binlog.snapshot.SnapshotState;
import io.github.spyhop.binlog.snapshot.SnapshotState.Phase;
import io.github.spyhop.binlog.snapshot.SnapshotState.TableState;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as operators see it.
 *
 * @param id as messages have it; none of a dry run
 * @param state dry_run, ordered, reading, done or cancelled
 * @param estimatedRows of the tables that can be read, as the server estimates them
 * @param rows that were read and confirmed
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SnapshotView(
        @Nullable String id, String state, long estimatedRows, long rows, List<TableView> tables) {

    public SnapshotView {
        tables = List.copyOf(tables);
    }

    /**
     * A table of it.
     *
     * @param state pending, reading, done or refused
     * @param reason why it is refused
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TableView(
            String schemaName,
            String tableName,
            String state,
            @Nullable String reason,
            long estimatedRows,
            long rows) {

        static TableView of(TableState table) {
            return new TableView(
                    table.table().schema(),
                    table.table().table(),
                    table.phase().name().toLowerCase(Locale.ROOT),
                    table.reason().isEmpty() ? null : table.reason(),
                    table.estimatedRows(),
                    table.rows());
        }
    }

    static SnapshotView dry(List<TableState> tables) {
        return of(null, "dry_run", tables);
    }

    static SnapshotView ordered(SnapshotOrder order) {
        return of(order.id(), "ordered", List.of());
    }

    static SnapshotView of(SnapshotState snapshot) {
        String reading = snapshot.current().isPresent() ? "reading" : "done";
        return of(snapshot.id(), snapshot.cancelled() ? "cancelled" : reading, snapshot.tables());
    }

    private static SnapshotView of(@Nullable String id, String state, List<TableState> tables) {
        return new SnapshotView(
                id,
                state,
                tables.stream()
                        .filter(table -> table.phase() != Phase.REFUSED)
                        .mapToLong(TableState::estimatedRows)
                        .sum(),
                tables.stream().mapToLong(TableState::rows).sum(),
                tables.stream().map(TableView::of).toList());
    }
}
