package io.github.spyhop.collector.store;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.github.spyhop.collector.normalise.DigestWindow;
import io.github.spyhop.collector.normalise.DigestWindow.Family;
import io.github.spyhop.collector.normalise.LatencyComparison.Usual;
import io.github.spyhop.collector.poll.perfschema.DigestCounter;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;

/** What the costliest families took within each hour, which the same hour of later weeks asks for. */
final class DigestHours {

    /** How many families of a window are kept. */
    private static final int FAMILIES_MAX = 50;

    private static final int WEEKS = 4;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final long PICOS_PER_MICRO = 1_000_000;

    private final MongoCollection<Document> collection;

    DigestHours(Store store) {
        this.collection = store.collection(StoreCollection.SERVER_HOURS, Document.class);
    }

    /** Adds a window, within its transaction. */
    void add(ClientSession session, String instance, DigestWindow window) {
        Instant hour = hourOf(window);
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Family family : window.costliest(FAMILIES_MAX)) {
            long picos = family.counters().get(DigestCounter.SUM_TIMER_WAIT);
            writes.add(
                    new UpdateOneModel<>(
                            Filters.eq(idOf(instance, family, hour)),
                            Updates.combine(
                                    Updates.setOnInsert("instance", instance),
                                    Updates.setOnInsert("schema", family.row().schema()),
                                    Updates.setOnInsert("digest_id", family.identity().id()),
                                    Updates.setOnInsert("hour", Date.from(hour)),
                                    Updates.inc(
                                            "count",
                                            family.counters().get(DigestCounter.COUNT_STAR)),
                                    Updates.inc(
                                            "latency_micros_sum",
                                            Long.divideUnsigned(picos, PICOS_PER_MICRO))),
                            new UpdateOptions().upsert(true)));
        }
        if (!writes.isEmpty()) {
            collection.bulkWrite(session, writes, new BulkWriteOptions().ordered(false));
        }
    }

    /** What the costliest families of a window took within the same hour of earlier weeks. */
    Function<Family, Optional<Usual>> weeksBefore(String instance, DigestWindow window) {
        Instant hour = hourOf(window);
        Map<String, Family> families = new HashMap<>();
        for (Family family : window.costliest(FAMILIES_MAX)) {
            for (int week = 1; week <= WEEKS; week++) {
                Instant then = hour.minus(WEEK.multipliedBy(week));
                families.put(idOf(instance, family, then), family);
            }
        }
        Map<Family, Usual> usual = new HashMap<>();
        if (!families.isEmpty()) {
            collection
                    .find(Filters.in("_id", families.keySet()))
                    .forEach(document -> {
                        Family family = families.get(document.getString("_id"));
                        if (family != null) {
                            usual.merge(family, usualOf(document), DigestHours::sum);
                        }
                    });
        }
        return family -> Optional.ofNullable(usual.get(family));
    }

    private static Usual usualOf(Document document) {
        return new Usual(
                document.get("count", Number.class).longValue(),
                document.get("latency_micros_sum", Number.class).doubleValue());
    }

    private static Usual sum(Usual one, Usual other) {
        return new Usual(one.count() + other.count(), one.micros() + other.micros());
    }

    private static Instant hourOf(DigestWindow window) {
        return window.checkpoint().polledAt().truncatedTo(ChronoUnit.HOURS);
    }

    private static String idOf(String instance, Family family, Instant hour) {
        return DigestTotals.idOf(instance, family.row()) + ":" + hour.getEpochSecond();
    }
}
