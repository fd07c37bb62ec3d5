package io.github.spyhop.query.read;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The sizes of servers, schemas and tables, and how indexes are used. */
@ApplicationScoped
public class StorageHistory {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int POINTS_MAX = 10_000;

    private final Store store;

    StorageHistory(Store store) {
        this.store = store;
    }

    /**
     * The size of a server at a time.
     *
     * @param at when it was measured
     * @param bytes of data and indexes
     * @param files the bytes of its other files, such as binary logs, by kind
     * @param cut whether it has more tables than are measured
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Size(
            String instance,
            @BsonProperty("timestamp") @JsonProperty("time") Instant at,
            long bytes,
            @BsonProperty("data_bytes") long dataBytes,
            @BsonProperty("index_bytes") long indexBytes,
            @BsonProperty("free_bytes") long freeBytes,
            @Nullable Map<String, Long> files,
            @Nullable Boolean cut) {}

    /** The parts of a server. */
    public record Parts(
            List<SchemaSize> schemas,
            List<TableSize> tables,
            @BsonProperty("unused_indexes") List<IndexUse> unused,
            @BsonProperty("duplicate_indexes") List<IndexUse> duplicate,
            @BsonProperty("index_io") List<IndexUse> busy) {}

    /**
     * The size of a schema.
     *
     * @param tables how many tables it has
     * @param rows rows, by InnoDB's estimate
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record SchemaSize(
            String schema,
            int tables,
            long rows,
            @BsonProperty("data_bytes") long dataBytes,
            @BsonProperty("index_bytes") long indexBytes,
            @BsonProperty("free_bytes") long freeBytes) {}

    /**
     * The size of a table; the number of its rows is InnoDB's estimate.
     *
     * @param engine such as {@code InnoDB}
     * @param rows rows, by InnoDB's estimate
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record TableSize(
            String schema,
            String table,
            @Nullable String engine,
            long rows,
            @BsonProperty("data_bytes") long dataBytes,
            @BsonProperty("index_bytes") long indexBytes,
            @BsonProperty("free_bytes") long freeBytes) {}

    /**
     * How an index is used since the server's start.
     *
     * @param micros time in reads and writes by it
     * @param coveredBy of a duplicate: the index that does its work as well
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record IndexUse(
            String schema,
            String table,
            String index,
            List<String> columns,
            boolean unique,
            long reads,
            long writes,
            long micros,
            @BsonProperty("covered_by") @Nullable String coveredBy) {}

    /** The newest size of an instance, if it was measured. */
    public Optional<Size> newest(String instance) {
        return Optional.ofNullable(
                sizes(Filters.eq("instance", instance), Sorts.descending("timestamp"), 1).first());
    }

    /** The first size of an instance within the day before a time, if it was measured then. */
    public Optional<Size> dayBefore(String instance, Instant at) {
        return Optional.ofNullable(
                sizes(
                                Filters.and(
                                        Filters.eq("instance", instance),
                                        new TimeRange(at.minus(DAY), at).on("timestamp")),
                                Sorts.ascending("timestamp"),
                                1)
                        .first());
    }

    /** The sizes over time, the oldest first. */
    public List<Size> series(TimeRange range, Optional<String> instance) {
        return sizes(
                        instance.map(name ->
                                        Filters.and(
                                                Filters.eq("instance", name),
                                                range.on("timestamp")))
                                .orElse(range.on("timestamp")),
                        Sorts.ascending("timestamp"),
                        POINTS_MAX)
                .into(new ArrayList<>());
    }

    /** The parts of an instance as they were measured last, if they were. */
    public Optional<Parts> parts(String instance) {
        return Optional.ofNullable(
                store.collection(StoreCollection.STORAGE, Parts.class)
                        .find(Filters.eq("instance", instance))
                        .sort(Sorts.descending("timestamp"))
                        .first());
    }

    private com.mongodb.client.FindIterable<Size> sizes(Bson filter, Bson sort, int limit) {
        return store.collection(StoreCollection.STORAGE, Size.class)
                .find(filter)
                .sort(sort)
                .projection(
                        Projections.exclude(
                                "schemas",
                                "tables",
                                "unused_indexes",
                                "duplicate_indexes",
                                "index_io"))
                .limit(limit);
    }
}
