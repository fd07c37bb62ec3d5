package io.github.spyhop.query.read;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The runs over CloudWatch's slow logs, which the collector does when one is asked for. */
@ApplicationScoped
public class CollectionRuns {

    private final Store store;

    CollectionRuns(Store store) {
        this.store = store;
    }

    /**
     * A run.
     *
     * @param collectionId the run's id
     * @param status asked for ("requested"), {@code started}, {@code in_progress},
     *     {@code completed} or {@code error}
     * @param requestedAt when it was asked for
     * @param at when the status was last written
     * @param from the start of what is read
     * @param to the end of it, excluded
     * @param instanceId the one instance that it is of; absent for all
     * @param details how far it is
     */
    @Schema(name = "CollectionRun")
    @JsonNaming(SnakeCaseStrategy.class)
    public record Run(
            @BsonId String collectionId,
            String status,
            @BsonProperty("requested_at") Instant requestedAt,
            @BsonProperty("timestamp") @JsonProperty("timestamp") @Nullable Instant at,
            Instant from,
            Instant to,
            @BsonProperty("instance_id") @Nullable String instanceId,
            @Nullable Details details) {}

    /**
     * How far a run is.
     *
     * @param progress percent
     * @param message what it does now
     * @param processedInstances instances that are done
     * @param totalQueries slow statements that were read
     * @param totalInstances instances in all
     * @param period the days that are read
     * @param error why it failed
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Details(
            @Nullable Integer progress,
            @Nullable String message,
            @BsonProperty("processed_instances") @Nullable Integer processedInstances,
            @BsonProperty("total_queries") @Nullable Long totalQueries,
            @BsonProperty("total_instances") @Nullable Integer totalInstances,
            @Nullable String period,
            @Nullable String error) {}

    /** Asks for a run, and gives its id. */
    public String request(TimeRange range, Optional<String> instanceId, Instant now) {
        String id = UUID.randomUUID().toString();
        Document run =
                new Document("_id", id)
                        .append("status", "requested")
                        .append("requested_at", Date.from(now))
                        .append("timestamp", Date.from(now))
                        .append("from", Date.from(range.from()))
                        .append("to", Date.from(range.to()));
        instanceId.ifPresent(name -> run.append("instance_id", name));
        store.collection(StoreCollection.CLOUDWATCH_RUNS, Document.class).insertOne(run);
        return id;
    }

    public Optional<Run> find(String id) {
        return Optional.ofNullable(
                store.collection(StoreCollection.CLOUDWATCH_RUNS, Run.class)
                        .find(Filters.eq(id))
                        .first());
    }

    /** The runs, the latest first. */
    public List<Run> newest(int limit) {
        return store.collection(StoreCollection.CLOUDWATCH_RUNS, Run.class)
                .find()
                .sort(Sorts.descending("requested_at"))
                .limit(limit)
                .into(new ArrayList<>());
    }
}
