package io.github.spyhop.query.read;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The counters of commands, of the binlog cache and of temporary tables, and the bytes in use. */
@ApplicationScoped
public class StatusHistory {

    private static final int DOCUMENTS_MAX = 5_000;

    private final Store store;

    StatusHistory(Store store) {
        this.store = store;
    }

    /**
     * One {@code Com_*} counter since the server's start.
     *
     * @param command such as {@code select}
     * @param total executions since the start
     * @param avgForHours executions an hour, on average
     * @param avgForSeconds executions a second, on average
     * @param percentage its part of all commands, in percent
     */
    public record Command(
            String command,
            long total,
            double avgForHours,
            double avgForSeconds,
            double percentage) {}

    /**
     * A counter, with its averages since the server's start, or a size in bytes, without.
     *
     * @param timestamp when it was read
     * @param name MySQL's name, such as {@code Binlog_cache_use}, or {@code data_bytes}
     * @param value the counter, or the bytes
     * @param avgForHours growth an hour, on average
     * @param avgForSeconds growth a second, on average
     */
    public record Usage(
            Instant timestamp,
            String name,
            long value,
            @Nullable Double avgForHours,
            @Nullable Double avgForSeconds) {}

    /** The newest counters of an instance's commands, the most frequent first. */
    public List<Command> commands(String instance) {
        Document newest =
                store.collection(StoreCollection.COMMAND_STATUS, Document.class)
                        .find(Filters.eq("instance", instance))
                        .sort(Sorts.descending("timestamp"))
                        .first();
        if (newest == null) {
            return List.of();
        }
        return newest.getList("commands", Document.class, List.of()).stream()
                .map(entry ->
                        new Command(
                                Objects.requireNonNullElse(Fields.textOf(entry, "command"), ""),
                                Fields.longOf(entry, "total"),
                                Fields.doubleOf(entry, "avg_for_hours"),
                                Fields.doubleOf(entry, "avg_for_seconds"),
                                Fields.doubleOf(entry, "percentage")))
                .sorted((one, other) -> Long.compare(other.total(), one.total()))
                .toList();
    }

    /** The counters and sizes of an instance over time, the oldest first. */
    public List<Usage> usage(String instance, TimeRange range, Optional<String> metric) {
        List<Usage> points = new ArrayList<>();
        for (Document document :
                store.collection(StoreCollection.DISK_USAGE, Document.class)
                        .find(Filters.and(Filters.eq("instance", instance), range.on("timestamp")))
                        .sort(Sorts.descending("timestamp"))
                        .limit(DOCUMENTS_MAX)) {
            Instant at = document.getDate("timestamp").toInstant();
            for (Document entry : document.getList("caches", Document.class, List.of())) {
                points.add(
                        new Usage(
                                at,
                                Objects.requireNonNullElse(Fields.textOf(entry, "name"), ""),
                                Fields.longOf(entry, "total"),
                                Fields.doubleOf(entry, "avg_for_hours"),
                                Fields.doubleOf(entry, "avg_for_seconds")));
            }
            for (Document entry : document.getList("sizes", Document.class, List.of())) {
                points.add(
                        new Usage(
                                at,
                                Objects.requireNonNullElse(Fields.textOf(entry, "name"), ""),
                                Fields.longOf(entry, "value"),
                                null,
                                null));
            }
        }
        return points.reversed().stream()
                .filter(point -> metric.isEmpty() || metric.get().equals(point.name()))
                .toList();
    }
}
