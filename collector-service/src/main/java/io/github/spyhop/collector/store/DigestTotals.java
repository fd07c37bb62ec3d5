package io.github.spyhop.collector.store;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.github.spyhop.collector.normalise.DigestDifference.Known;
import io.github.spyhop.collector.normalise.DigestIdentity;
import io.github.spyhop.collector.normalise.DigestWindow;
import io.github.spyhop.collector.poll.perfschema.Counters;
import io.github.spyhop.collector.poll.perfschema.DigestCounter;
import io.github.spyhop.collector.poll.perfschema.DigestReader.Reading;
import io.github.spyhop.collector.poll.perfschema.DigestRow;
import io.github.spyhop.collector.poll.perfschema.Histogram;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * The newest row of each digest of each instance, with MySQL's columns in lower case; what the next
 * reading is compared with.
 */
final class DigestTotals {

    private static final String HISTOGRAM = "histogram";
    private static final int IDS_PER_QUERY = 2_000;

    private final MongoCollection<Document> collection;

    DigestTotals(Store store) {
        this.collection = store.collection(StoreCollection.DIGEST_TOTALS, Document.class);
    }

    /** What is known of the rows of a reading, by {@link #idOf}; of the same server only. */
    Map<String, Known> of(String instance, Reading reading) {
        List<String> ids = reading.rows().stream().map(row -> idOf(instance, row)).toList();
        Map<String, Known> known = new HashMap<>();
        for (int from = 0; from < ids.size(); from += IDS_PER_QUERY) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + IDS_PER_QUERY));
            for (Document document :
                    collection.find(
                            Filters.and(
                                    Filters.in("_id", some),
                                    Filters.eq("server_uuid", reading.serverUuid())))) {
                known.put(document.getString("_id"), knownOf(document));
            }
        }
        return known;
    }

    void write(
            ClientSession session,
            String instance,
            DigestWindow window,
            Function<DigestRow, @Nullable Histogram> histogram) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        ReplaceOptions upsert = new ReplaceOptions().upsert(true);
        for (DigestRow row : window.rows()) {
            Document document = documentOf(instance, row, window);
            Histogram read = histogram.apply(row);
            if (read != null) {
                document.append(HISTOGRAM, new Binary(read.toBytes()));
            }
            writes.add(new ReplaceOneModel<>(Filters.eq(document.get("_id")), document, upsert));
        }
        if (!writes.isEmpty()) {
            collection.bulkWrite(session, writes);
        }
    }

    static String idOf(String instance, DigestRow row) {
        return instance + ":" + row.schema() + ":" + row.digest();
    }

    private static Document documentOf(String instance, DigestRow row, DigestWindow window) {
        Counters counters = row.counters();
        Document document =
                new Document("_id", idOf(instance, row))
                        .append("instance", instance)
                        .append("server_uuid", window.checkpoint().serverUuid())
                        .append("collected_at", Date.from(window.checkpoint().polledAt()))
                        .append("own", row.own())
                        .append("schema_name", row.schema())
                        .append("digest", row.digest())
                        .append("digest_text", row.digestText());
        String text = row.digestText();
        if (text != null) {
            document.append("digest_id", DigestIdentity.of(text).id());
        }
        for (DigestCounter counter : DigestCounter.values()) {
            document.append(counter.field(), counters.get(counter));
        }
        long count = counters.get(DigestCounter.COUNT_STAR);
        long total = counters.get(DigestCounter.SUM_TIMER_WAIT);
        return document.append("min_timer_wait", row.minTimerWait())
                .append("avg_timer_wait", count == 0 ? 0 : Long.divideUnsigned(total, count))
                .append("max_timer_wait", row.maxTimerWait())
                .append("first_seen", Date.from(row.firstSeen()))
                .append("last_seen", Date.from(row.lastSeen()));
    }

    private static Known knownOf(Document document) {
        Binary histogram = document.get(HISTOGRAM, Binary.class);
        return new Known(
                Counters.of(counter -> document.get(counter.field(), Number.class).longValue()),
                document.getDate("first_seen").toInstant(),
                histogram == null ? null : Histogram.ofBytes(histogram.getData()));
    }
}
