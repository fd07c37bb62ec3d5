package io.github.spyhop.query.read;

import static com.mongodb.client.model.Accumulators.first;
import static com.mongodb.client.model.Accumulators.max;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.limit;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.replaceRoot;
import static com.mongodb.client.model.Aggregates.sort;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who waits for whom, transactions that are open for long, and deadlocks. */
@ApplicationScoped
public class Locks {

    /** What the collector found longer ago than this is over: it looks every 5 s. */
    private static final Duration NOW = Duration.ofSeconds(20);

    private static final int POINTS_MAX = 50_000;

    private final Store store;

    Locks(Store store) {
        this.store = store;
    }

    /**
     * What a look at an instance found.
     *
     * @param cut whether there was more than the collector reads
     */
    public record Look(
            String instance,
            @BsonProperty("timestamp") @JsonProperty("time") Instant at,
            int waits,
            boolean cut,
            List<Waiting> trees,
            List<Transaction> transactions) {}

    /**
     * A session, and those that wait for it.
     *
     * @param seconds how long it has been doing what it does
     * @param lockKind {@code row} or {@code metadata}, of what it waits for itself
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Waiting(
            long pid,
            @Nullable String user,
            @Nullable String host,
            @Nullable String schema,
            @Nullable String command,
            @Nullable String state,
            long seconds,
            @BsonProperty("sql_text") @Nullable String sqlText,
            @BsonProperty("lock_kind") @Nullable String lockKind,
            @BsonProperty("lock_object") @Nullable String lockObject,
            @BsonProperty("lock_index") @Nullable String lockIndex,
            @BsonProperty("lock_mode") @Nullable String lockMode,
            List<Waiting> waiters) {}

    /** A transaction that is open for long, or that waits. */
    public record Transaction(
            long pid,
            @BsonProperty("started_at") Instant startedAt,
            long seconds,
            @Nullable String state,
            @BsonProperty("rows_locked") long rowsLocked,
            @BsonProperty("rows_modified") long rowsModified,
            @Nullable String user,
            @Nullable String host,
            @Nullable String schema,
            @BsonProperty("sql_text") @Nullable String sqlText) {}

    /**
     * The most waits and long transactions at once within a bucket.
     *
     * @param time the bucket's start
     * @param seconds the bucket's length
     * @param waitsMax sessions that waited at once
     * @param transactionsMax long transactions that were open at once
     */
    @Schema(name = "LockPoint")
    @JsonNaming(SnakeCaseStrategy.class)
    public record Point(
            Instant time, int seconds, String instance, long waitsMax, long transactionsMax) {}

    /**
     * InnoDB's report of a deadlock.
     *
     * @param at when it was found
     * @param report the server's own text, of {@code SHOW ENGINE INNODB STATUS}
     */
    public record Deadlock(
            @BsonProperty("timestamp") @JsonProperty("time") Instant at,
            String instance,
            String report) {}

    /** What the last look at each instance found, if that was a moment ago. */
    public List<Look> now(Instant now, Optional<String> instance) {
        return store.collection(StoreCollection.LOCK_WAITS, Look.class)
                .aggregate(
                        List.of(
                                match(of(instance, Filters.gte("timestamp", now.minus(NOW)))),
                                sort(Sorts.descending("timestamp")),
                                group("$instance", first("newest", "$$ROOT")),
                                replaceRoot("$newest"),
                                sort(Sorts.ascending("instance"))))
                .into(new ArrayList<>());
    }

    /** How many waited over time; buckets in which nobody did are absent. */
    public List<Point> series(TimeRange range, Optional<String> instance) {
        int seconds = Buckets.secondsOf(range);
        Document key =
                new Document("time", Buckets.startOf("timestamp", seconds))
                        .append("instance", "$instance");
        return store.collection(StoreCollection.LOCK_WAITS, Document.class)
                .aggregate(
                        List.of(
                                match(of(instance, range.on("timestamp"))),
                                group(
                                        key,
                                        max("waits", "$waits"),
                                        max(
                                                "transactions",
                                                new Document("$size", "$transactions"))),
                                sort(Sorts.ascending("_id.time", "_id.instance")),
                                limit(POINTS_MAX)))
                .map(row -> {
                    Document id = row.get("_id", Document.class);
                    return new Point(
                            id.getDate("time").toInstant(),
                            seconds,
                            id.getString("instance"),
                            Fields.longOf(row, "waits"),
                            Fields.longOf(row, "transactions"));
                })
                .into(new ArrayList<>());
    }

    /** The deadlocks, the latest first. */
    public Listed<Deadlock> deadlocks(TimeRange range, Optional<String> instance, Slice slice) {
        return slice.find(
                store.collection(StoreCollection.DEADLOCKS, Deadlock.class),
                of(instance, range.on("timestamp")),
                "timestamp");
    }

    /** How many deadlocks were seen. */
    public long deadlockCount(TimeRange range, Optional<String> instance) {
        return store.collection(StoreCollection.DEADLOCKS, Deadlock.class)
                .countDocuments(of(instance, range.on("timestamp")));
    }

    private static Bson of(Optional<String> instance, Bson time) {
        return instance.map(name -> Filters.and(Filters.eq("instance", name), time)).orElse(time);
    }
}
