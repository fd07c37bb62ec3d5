package io.github.spyhop.collector.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.github.spyhop.collector.normalise.EventHistory.Known;
import io.github.spyhop.collector.normalise.EventRun;
import io.github.spyhop.collector.normalise.EventSchedule;
import io.github.spyhop.collector.normalise.ServerRun;
import io.github.spyhop.collector.poll.scheduler.ProgramCount;
import io.github.spyhop.collector.poll.scheduler.ScheduledEvent;
import io.github.spyhop.collector.poll.scheduler.ScheduledEvent.Schedule;
import io.github.spyhop.collector.poll.scheduler.SchedulerReading;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Keeps EVENTs as they are, with what was counted of them, and their history. */
public final class EventStore {

    private static final int DEFINITION_CHARS_MAX = 65_536;

    private final MongoCollection<Document> events;
    private final MongoCollection<Document> runs;

    public EventStore(Store store) {
        this.events = store.collection(StoreCollection.SCHEDULED_EVENTS, Document.class);
        this.runs = store.collection(StoreCollection.SCHEDULED_EVENT_RUNS, Document.class);
    }

    /** When an instance was looked at last, whichever replica did. */
    public Optional<Instant> lookedAt(String instance) {
        return Optional.ofNullable(events.find(Filters.eq(instance)).first())
                .map(document -> document.getDate("updated_at").toInstant());
    }

    /** What is known of the EVENTs of an instance, by {@code schema.name}. */
    public Map<String, Known> known(String instance) {
        Map<String, Known> known = new HashMap<>();
        for (Document document :
                events.find(
                        Filters.and(Filters.eq("instance", instance), Filters.exists("counted")))) {
            Document counted = document.get("counted", Document.class);
            Date executeAt = document.getDate("execute_at");
            known.put(
                    document.getString("event"),
                    new Known(
                            counted.getString("run"),
                            new ProgramCount(
                                    counted.getLong("runs"),
                                    counted.getLong("picos"),
                                    counted.getLong("errors"),
                                    counted.getLong("statements"),
                                    counted.getLong("rows_affected")),
                            executeAt == null ? null : executeAt.toInstant()));
        }
        return known;
    }

    /** Keeps a reading and the history that it adds to. */
    public void write(
            String instance, ServerRun run, SchedulerReading reading, List<EventRun> history) {
        writeRuns(instance, history);
        Date at = Date.from(reading.at());
        ReplaceOptions upsert = new ReplaceOptions().upsert(true);
        List<WriteModel<Document>> writes = new ArrayList<>();
        Map<String, ScheduledEvent> defined = new HashMap<>();
        reading.events().forEach(event -> defined.put(event.fullName(), event));
        Map<String, ProgramCount> counts = new HashMap<>(reading.counts());
        defined.keySet().forEach(name -> counts.putIfAbsent(name, ProgramCount.ZERO));
        counts.forEach((name, count) -> {
            ScheduledEvent event = defined.get(name);
            Document document =
                    new Document("_id", instance + ":" + name)
                            .append("instance", instance)
                            .append("event", name)
                            .append("updated_at", at)
                            .append("running_micros", reading.running().get(name))
                            .append("counted", countedOf(run, count));
            if (event != null) {
                describe(event, reading, document);
            }
            writes.add(new ReplaceOneModel<>(Filters.eq(document.get("_id")), document, upsert));
        });
        Document scheduler =
                new Document("_id", instance)
                        .append("scheduler", reading.scheduler())
                        .append("reader", reading.reader())
                        .append("events", reading.events().size())
                        .append("updated_at", at);
        writes.add(new ReplaceOneModel<>(Filters.eq(instance), scheduler, upsert));
        events.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        events.deleteMany(
                Filters.and(Filters.eq("instance", instance), Filters.lt("updated_at", at)));
    }

    private void writeRuns(String instance, List<EventRun> history) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (EventRun run : history) {
            Document document =
                    new Document("instance", instance)
                            .append("event", run.event())
                            .append("at", Date.from(run.at()))
                            .append("outcome", run.outcome().name().toLowerCase(Locale.ROOT))
                            .append("runs", run.runs())
                            .append("duration_micros", run.micros())
                            .append("errors", run.errors())
                            .append("overrun", run.overrun())
                            .append("detail", run.detail())
                            .append("source", run.source());
            writes.add(
                    new UpdateOneModel<>(
                            Filters.eq(instance + ":" + run.event() + ":" + run.key()),
                            new Document("$setOnInsert", document),
                            new UpdateOptions().upsert(true)));
        }
        if (!writes.isEmpty()) {
            runs.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        }
    }

    private static void describe(
            ScheduledEvent event, SchedulerReading reading, Document document) {
        Schedule schedule = event.schedule();
        String definition = event.definition();
        document.append("schema", event.schema())
                .append("name", event.name())
                .append("definer", event.definer())
                .append("definer_known", event.definerKnown())
                .append("time_zone", event.timeZone())
                .append(
                        "definition",
                        definition.substring(
                                0, Math.min(definition.length(), DEFINITION_CHARS_MAX)))
                .append("interval_value", schedule.intervalValue())
                .append("interval_field", schedule.intervalField())
                .append("execute_at", utc(schedule.executeAt(), event))
                .append("starts", utc(schedule.starts(), event))
                .append("ends", utc(schedule.ends(), event))
                .append("status", event.status())
                .append("on_completion", event.onCompletion())
                .append("last_executed", utc(event.lastExecuted(), event))
                .append("next_execution_time", nextOf(event, reading.at()))
                .append("comment", event.comment())
                .append("problems", problemsOf(event, reading));
    }

    private static List<String> problemsOf(ScheduledEvent event, SchedulerReading reading) {
        List<String> problems = new ArrayList<>();
        if (event.enabled() && !reading.scheduler().equals("ON")) {
            problems.add("scheduler_" + reading.scheduler().toLowerCase(Locale.ROOT));
        }
        if (event.disabledOnReplica()) {
            problems.add("disabled_on_replica");
        }
        if (Boolean.FALSE.equals(event.definerKnown())) {
            problems.add("definer_missing");
        }
        return problems;
    }

    private static @Nullable Date nextOf(ScheduledEvent event, Instant at) {
        if (!event.enabled()) {
            return null;
        }
        LocalDateTime now =
                LocalDateTime.ofInstant(at, ZoneOffset.UTC).plusSeconds(event.zoneOffsetSeconds());
        LocalDateTime once = event.schedule().executeAt();
        LocalDateTime next =
                once != null
                        ? once
                        : EventSchedule.of(event)
                                .map(schedule -> schedule.nextDue(now))
                                .orElse(null);
        LocalDateTime ends = event.schedule().ends();
        return next == null || (ends != null && next.isAfter(ends)) ? null : utc(next, event);
    }

    private static @Nullable Date utc(@Nullable LocalDateTime time, ScheduledEvent event) {
        return time == null
                ? null
                : Date.from(time.minusSeconds(event.zoneOffsetSeconds()).toInstant(ZoneOffset.UTC));
    }

    private static Document countedOf(ServerRun run, ProgramCount count) {
        return new Document("run", run.idOf(""))
                .append("runs", count.runs())
                .append("picos", count.picos())
                .append("errors", count.errors())
                .append("statements", count.statements())
                .append("rows_affected", count.rowsAffected());
    }
}
