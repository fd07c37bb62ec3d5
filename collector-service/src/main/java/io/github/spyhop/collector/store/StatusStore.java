package io.github.spyhop.collector.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.collector.normalise.StatusDifference;
import io.github.spyhop.collector.poll.status.StatusReading;
import io.github.spyhop.collector.poll.status.StatusVariables;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Keeps status variables: the series of all, and, in their own longer intervals, the commands and
 * the caches of the seed's API. Those go on from the last document, whichever replica wrote it.
 */
public final class StatusStore {

    private static final double SECONDS_PER_HOUR = 3_600;
    private static final double PER_CENT = 100;

    private final MongoCollection<Document> series;
    private final MongoCollection<Document> commands;
    private final MongoCollection<Document> usage;

    public StatusStore(Store store) {
        this.series = store.collection(StoreCollection.SERVER_STATUS, Document.class);
        this.commands = store.collection(StoreCollection.COMMAND_STATUS, Document.class);
        this.usage = store.collection(StoreCollection.DISK_USAGE, Document.class);
    }

    /** Keeps a reading, with the growth a second since the one before. */
    public void write(String instance, StatusReading reading, Map<String, Double> rates) {
        series.insertOne(
                new Document("timestamp", Date.from(reading.at()))
                        .append("meta", new Document("instance", instance))
                        .append("values", new Document(Map.copyOf(reading.values())))
                        .append("rates", new Document(Map.copyOf(rates))));
    }

    /**
     * Keeps the commands, if it is time.
     *
     * @return when it is time again
     */
    public Instant writeCommands(String instance, StatusReading reading, Duration interval) {
        List<String> names =
                StatusVariables.COMMANDS.stream().map(command -> "Com_" + command).toList();
        Document last = last(commands, instance, "commands");
        if (isDue(last, reading, interval)) {
            StatusDifference difference = differenceOf(last, reading, names);
            double all = sum(names, reading.values());
            List<Document> entries = new ArrayList<>();
            for (String command : StatusVariables.COMMANDS) {
                String name = "Com_" + command;
                Document entry = entryOf(name, reading, difference).append("command", command);
                double total = reading.values().getOrDefault(name, 0.0);
                entries.add(entry.append("percentage", all == 0 ? 0 : total / all * PER_CENT));
            }
            write(commands, baseOf(instance, reading, difference).append("commands", entries));
        }
        return nextAfter(last, reading, interval);
    }

    /**
     * Keeps the caches, if it is time.
     *
     * @return when it is time again
     */
    public Instant writeCaches(String instance, StatusReading reading, Duration interval) {
        Document last = last(usage, instance, "caches");
        if (isDue(last, reading, interval)) {
            List<String> names = StatusVariables.CACHES;
            StatusDifference difference = differenceOf(last, reading, names);
            List<Document> entries =
                    names.stream()
                            .map(name -> entryOf(name, reading, difference).append("name", name))
                            .toList();
            write(usage, baseOf(instance, reading, difference).append("caches", entries));
        }
        return nextAfter(last, reading, interval);
    }

    private static @Nullable Document last(
            MongoCollection<Document> collection, String instance, String field) {
        return collection
                .find(Filters.and(Filters.eq("instance", instance), Filters.exists(field)))
                .sort(Sorts.descending("timestamp"))
                .first();
    }

    private static boolean isDue(
            @Nullable Document last, StatusReading reading, Duration interval) {
        return last == null
                || !last.getDate("timestamp").toInstant().plus(interval).isAfter(reading.at());
    }

    private static Instant nextAfter(
            @Nullable Document last, StatusReading reading, Duration interval) {
        return last == null || isDue(last, reading, interval)
                ? reading.at().plus(interval)
                : last.getDate("timestamp").toInstant().plus(interval);
    }

    private static StatusDifference differenceOf(
            @Nullable Document last, StatusReading reading, List<String> names) {
        if (last == null) {
            return new StatusDifference(0, Map.of());
        }
        Map<String, Double> totals = new HashMap<>();
        for (String field : List.of("commands", "caches")) {
            for (Document entry : last.getList(field, Document.class, List.of())) {
                totals.put(
                        entry.getString("variable"),
                        entry.get("total", Number.class).doubleValue());
            }
        }
        Instant at = last.getDate("timestamp").toInstant();
        StatusReading before =
                new StatusReading(
                        at,
                        last.getString("server_uuid"),
                        last.get("uptime_seconds", Number.class).longValue(),
                        totals);
        Map<String, Double> now = new HashMap<>(reading.values());
        now.keySet().retainAll(names);
        return StatusDifference.of(
                before,
                new StatusReading(
                        reading.at(), reading.serverUuid(), reading.uptimeSeconds(), now));
    }

    private static Document entryOf(
            String name, StatusReading reading, StatusDifference difference) {
        double total = reading.values().getOrDefault(name, 0.0);
        double uptime = Math.max(1, reading.uptimeSeconds());
        return new Document("variable", name)
                .append("total", (long) total)
                .append("delta", difference.grown().getOrDefault(name, 0.0).longValue())
                .append("avg_for_seconds", total / uptime)
                .append("avg_for_hours", total / uptime * SECONDS_PER_HOUR);
    }

    private static Document baseOf(
            String instance, StatusReading reading, StatusDifference difference) {
        Date at = Date.from(reading.at());
        return new Document("_id", instance + ":" + reading.at().toEpochMilli())
                .append("instance", instance)
                .append("timestamp", at)
                .append("server_uuid", reading.serverUuid())
                .append("uptime_seconds", reading.uptimeSeconds())
                .append("interval_seconds", difference.seconds());
    }

    private static void write(MongoCollection<Document> collection, Document document) {
        collection.replaceOne(
                Filters.eq(document.get("_id")), document, new ReplaceOptions().upsert(true));
    }

    private static double sum(List<String> names, Map<String, Double> values) {
        return names.stream().mapToDouble(name -> values.getOrDefault(name, 0.0)).sum();
    }
}
