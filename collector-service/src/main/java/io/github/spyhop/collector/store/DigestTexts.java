package io.github.spyhop.collector.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.github.spyhop.collector.normalise.DigestIdentity;
import io.github.spyhop.collector.normalise.DigestWindow;
import io.github.spyhop.collector.normalise.StatementFamily;
import io.github.spyhop.model.statement.StatementAnalysis;
import io.github.spyhop.model.statement.TableName;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** Keeps the text of each statement family once, and now and then that it was seen. */
final class DigestTexts {

    private static final Duration TOUCH_EVERY = Duration.ofMinutes(10);
    private static final int REMEMBERED_MAX = 50_000;

    private final MongoCollection<Document> collection;

    /** When a family was written last, the longest unused first. */
    private final Map<String, Instant> touched =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
                    return size() > REMEMBERED_MAX;
                }
            };

    DigestTexts(Store store) {
        this.collection = store.collection(StoreCollection.DIGESTS, Document.class);
    }

    void touch(DigestWindow window) {
        Instant now = window.checkpoint().polledAt();
        Map<String, DigestIdentity> due = new HashMap<>();
        synchronized (touched) {
            for (DigestWindow.Family family : window.families()) {
                String id = family.identity().id();
                Instant last = touched.getOrDefault(id, Instant.EPOCH);
                if (last.plus(TOUCH_EVERY).isBefore(now)) {
                    due.put(id, family.identity());
                }
            }
        }
        if (due.isEmpty()) {
            return;
        }
        List<WriteModel<Document>> writes = new ArrayList<>();
        due.values().forEach(identity -> writes.add(writeOf(identity, now)));
        collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        synchronized (touched) {
            due.keySet().forEach(id -> touched.put(id, now));
        }
    }

    private static WriteModel<Document> writeOf(DigestIdentity identity, Instant now) {
        StatementAnalysis analysis = StatementFamily.analysisOf(identity.text());
        List<String> tables = analysis.tables().stream().map(TableName::toString).toList();
        return new UpdateOneModel<>(
                Filters.eq(identity.id()),
                Updates.combine(
                        Updates.setOnInsert("digest_text", identity.text()),
                        Updates.set("kind", analysis.kind().name()),
                        Updates.set("tables", tables),
                        Updates.min("first_seen", Date.from(now)),
                        Updates.max("last_seen", Date.from(now))),
                new UpdateOptions().upsert(true));
    }
}
