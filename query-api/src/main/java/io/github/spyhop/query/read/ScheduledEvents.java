package io.github.spyhop.query.read;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.addFields;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.limit;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.sort;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.mongodb.client.model.Field;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** MySQL's EVENT scheduler: its EVENTs, their runs, and whether it is on. */
@ApplicationScoped
public class ScheduledEvents {

    private final Store store;

    ScheduledEvents(Store store) {
        this.store = store;
    }

    /**
     * Whether an instance's scheduler is on, and whether its EVENTs can be read.
     *
     * @param scheduler {@code ON}, {@code OFF} or {@code DISABLED}
     * @param reader whether the EVENTs can be read
     * @param events how many there are
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Scheduler(
            @BsonId @JsonProperty("instance") String instance,
            @Nullable String scheduler,
            @Nullable Boolean reader,
            @Nullable Integer events,
            @BsonProperty("updated_at") Instant updatedAt) {}

    /**
     * An EVENT; without the grant to see EVENTs only its name and what was counted are known.
     *
     * @param event {@code schema.name}
     * @param name the EVENT's name without its schema
     * @param status {@code ENABLED}, {@code DISABLED} or {@code SLAVESIDE_DISABLED}
     * @param definer whose rights it runs with
     * @param definerKnown whether there is such a user
     * @param timeZone the time zone of its schedule
     * @param definition the statement that it runs
     * @param intervalValue how many intervals lie between two runs; absent, if it runs once
     * @param intervalField the interval, such as {@code HOUR}
     * @param executeAt when it runs, if it runs once
     * @param starts when it begins to run
     * @param ends when it stops running
     * @param onCompletion {@code PRESERVE} or {@code NOT PRESERVE}
     * @param lastExecuted when it last began to run
     * @param nextExecutionTime when it runs next
     * @param comment what its owner wrote
     * @param problems such as {@code scheduler_off}, {@code disabled_on_replica},
     *     {@code definer_missing}
     * @param runningMicros how long it has run by now, in microseconds; absent while it does not
     * @param counted what the server counted of it
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Event(
            String instance,
            String event,
            @Nullable String schema,
            @Nullable String name,
            @Nullable String status,
            @Nullable String definer,
            @BsonProperty("definer_known") @Nullable Boolean definerKnown,
            @BsonProperty("time_zone") @Nullable String timeZone,
            @Nullable String definition,
            @BsonProperty("interval_value") @Nullable String intervalValue,
            @BsonProperty("interval_field") @Nullable String intervalField,
            @BsonProperty("execute_at") @Nullable Instant executeAt,
            @Nullable Instant starts,
            @Nullable Instant ends,
            @BsonProperty("on_completion") @Nullable String onCompletion,
            @BsonProperty("last_executed") @Nullable Instant lastExecuted,
            @BsonProperty("next_execution_time") @Nullable Instant nextExecutionTime,
            @Nullable String comment,
            @Nullable List<String> problems,
            @BsonProperty("running_micros") @Nullable Long runningMicros,
            @Nullable Counted counted,
            @BsonProperty("updated_at") Instant updatedAt) {}

    /**
     * What performance_schema counted of an EVENT since the server's start.
     *
     * @param runs how often it ran
     * @param errors how many errors its runs had
     * @param statements the statements within its runs
     * @param rowsAffected the rows that its runs changed
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Counted(
            long runs,
            long errors,
            long statements,
            @BsonProperty("rows_affected") long rowsAffected) {}

    /**
     * Runs of an EVENT, or one that was due and did not come.
     *
     * @param at when it ran or was due
     * @param event {@code schema.name}
     * @param outcome {@code succeeded}, {@code failed}, {@code missed} or {@code gone}
     * @param runs how many runs this is
     * @param durationMicros how long they took, in microseconds
     * @param errors how many errors they had
     * @param overrun whether it took longer than its interval
     * @param detail what is known beside
     * @param source where this was found, such as {@code performance_schema}
     */
    @Schema(name = "EventRun")
    @JsonNaming(SnakeCaseStrategy.class)
    public record Run(
            @BsonProperty("at") @JsonProperty("time") Instant at,
            String instance,
            String event,
            String outcome,
            long runs,
            @BsonProperty("duration_micros") long durationMicros,
            long errors,
            boolean overrun,
            @Nullable String detail,
            @Nullable String source) {}

    /**
     * The runs of an EVENT.
     *
     * @param event {@code schema.name}
     * @param runs how often it ran
     * @param failed how many of that failed
     * @param missed how often it was due and did not come
     * @param overrun how often it took longer than its interval
     */
    @Schema(name = "EventSummary")
    @JsonNaming(SnakeCaseStrategy.class)
    public record Sum(
            String instance, String event, long runs, long failed, long missed, long overrun) {}

    /** Each instance's scheduler. */
    public List<Scheduler> schedulers(int limit) {
        return store.collection(StoreCollection.SCHEDULED_EVENTS, Scheduler.class)
                .find(Filters.eq("instance", null))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .into(new ArrayList<>());
    }

    /** The EVENTs by instance and name. */
    public List<Event> events(Optional<String> instance, int limit) {
        return store.collection(StoreCollection.SCHEDULED_EVENTS, Event.class)
                .find(
                        instance.map(name -> Filters.eq("instance", name))
                                .orElse(Filters.gt("instance", "")))
                .sort(Sorts.ascending("instance", "event"))
                .limit(limit)
                .into(new ArrayList<>());
    }

    /** The runs, the latest first. */
    public Listed<Run> runs(
            TimeRange range, Optional<String> instance, Optional<String> event, Slice slice) {
        List<Bson> all = new ArrayList<>();
        instance.ifPresent(name -> all.add(Filters.eq("instance", name)));
        event.ifPresent(name -> all.add(Filters.eq("event", name)));
        all.add(range.on("at"));
        return slice.find(
                store.collection(StoreCollection.SCHEDULED_EVENT_RUNS, Run.class),
                Filters.and(all),
                "at");
    }

    /** The runs of each EVENT added up, those with the most failed and missed ones first. */
    public List<Sum> sums(TimeRange range, Optional<String> instance, int limit) {
        Bson asked =
                instance.map(name -> Filters.and(Filters.eq("instance", name), range.on("at")))
                        .orElseGet(() -> range.on("at"));
        Document event = new Document("instance", "$instance").append("event", "$event");
        return store.collection(StoreCollection.SCHEDULED_EVENT_RUNS, Document.class)
                .aggregate(
                        List.of(
                                match(asked),
                                group(
                                        event,
                                        sum("runs", "$runs"),
                                        sum("failed", oneIf("$outcome", "failed")),
                                        sum("missed", oneIf("$outcome", "missed")),
                                        sum("overrun", oneIf("$overrun", true))),
                                addFields(
                                        new Field<>(
                                                "troubled",
                                                new Document(
                                                        "$add", List.of("$failed", "$missed")))),
                                sort(
                                        Sorts.orderBy(
                                                Sorts.descending("troubled", "overrun"),
                                                Sorts.ascending("_id.instance", "_id.event"))),
                                limit(limit)))
                .map(ScheduledEvents::sumOf)
                .into(new ArrayList<>());
    }

    private static Document oneIf(String field, Object value) {
        return new Document("$cond", List.of(new Document("$eq", List.of(field, value)), 1L, 0L));
    }

    private static Sum sumOf(Document row) {
        Document id = row.get("_id", Document.class);
        return new Sum(
                id.getString("instance"),
                id.getString("event"),
                Fields.longOf(row, "runs"),
                Fields.longOf(row, "failed"),
                Fields.longOf(row, "missed"),
                Fields.longOf(row, "overrun"));
    }
}
