package io.github.spyhop.collector.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.github.spyhop.collector.poll.perfschema.WaitCount;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.model.store.WaitFields;
import io.github.spyhop.model.store.WaitLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Keeps what servers waited for: of each look and, for long stretches of time, of hours and days. */
public final class WaitStore {

    /** The events that are kept one by one of a look, those with the most time. */
    private static final int EVENTS_MAX = 20;

    private final MongoCollection<Document> collection;

    public WaitStore(Store store) {
        this.collection = store.collection(StoreCollection.WAITS, Document.class);
    }

    /**
     * Keeps what was waited for since the look before.
     *
     * @param since the look before; what failed to be kept is replaced by what is counted since then
     */
    public void write(String instance, Instant since, Instant at, Map<String, WaitCount> grown) {
        if (grown.isEmpty()) {
            return;
        }
        Document events = new Document();
        List<Bson> sums = new ArrayList<>();
        costliest(grown)
                .forEach((event, waits) -> {
                    String field = WaitFields.stored(event);
                    String path = WaitFields.EVENTS + "." + field + ".";
                    events.append(
                            field,
                            new Document(WaitFields.COUNT, waits.count())
                                    .append(WaitFields.MICROS, waits.micros()));
                    sums.add(Updates.inc(path + WaitFields.COUNT, waits.count()));
                    sums.add(Updates.inc(path + WaitFields.MICROS, waits.micros()));
                });
        collection.bulkWrite(
                List.of(
                        look(instance, since, at, events),
                        added(instance, WaitLevel.HOUR, at, sums),
                        added(instance, WaitLevel.DAY, at, sums)));
    }

    private static WriteModel<Document> look(
            String instance, Instant since, Instant at, Document events) {
        Document look =
                new Document("_id", instance + ":" + since.toEpochMilli())
                        .append("instance", instance)
                        .append(WaitFields.LEVEL, WaitLevel.LOOK.stored())
                        .append("timestamp", Date.from(at))
                        .append(WaitFields.EXPIRES_AT, Date.from(WaitLevel.LOOK.expiresAt(at)))
                        .append(WaitFields.EVENTS, events);
        return new ReplaceOneModel<>(
                Filters.eq(look.get("_id")), look, new ReplaceOptions().upsert(true));
    }

    private static WriteModel<Document> added(
            String instance, WaitLevel level, Instant at, List<Bson> sums) {
        Instant start = level.startOf(at);
        Bson first =
                Updates.combine(
                        Updates.setOnInsert("instance", instance),
                        Updates.setOnInsert(WaitFields.LEVEL, level.stored()),
                        Updates.setOnInsert("timestamp", Date.from(start)),
                        Updates.setOnInsert(
                                WaitFields.EXPIRES_AT, Date.from(level.expiresAt(start))));
        return new UpdateOneModel<>(
                Filters.eq(instance + ":" + level.stored() + ":" + start.getEpochSecond()),
                Updates.combine(first, Updates.combine(sums)),
                new UpdateOptions().upsert(true));
    }

    /** The events with the most time, and the others added up. */
    private static Map<String, WaitCount> costliest(Map<String, WaitCount> grown) {
        List<Map.Entry<String, WaitCount>> ranked =
                grown.entrySet().stream()
                        .sorted(
                                Map.Entry.comparingByValue(
                                        Comparator.comparingLong(WaitCount::picos).reversed()))
                        .toList();
        Map<String, WaitCount> kept = new LinkedHashMap<>();
        for (int rank = 0; rank < ranked.size(); rank++) {
            String event = rank < EVENTS_MAX ? ranked.get(rank).getKey() : WaitFields.OTHER;
            kept.merge(event, ranked.get(rank).getValue(), WaitCount::plus);
        }
        return kept;
    }
}
