package io.github.spyhop.collector.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.github.spyhop.collector.normalise.DigestIdentity;
import io.github.spyhop.collector.poll.perfschema.StatementSample;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** Keeps samples of statements, with MySQL's columns in lower case; timers are picoseconds. */
public final class SampleStore {

    private final MongoCollection<Document> collection;

    public SampleStore(Store store) {
        this.collection = store.collection(StoreCollection.STATEMENT_HISTORY, Document.class);
    }

    public void write(String instance, List<StatementSample> samples) {
        if (samples.isEmpty()) {
            return;
        }
        Date now = Date.from(Instant.now());
        ReplaceOptions upsert = new ReplaceOptions().upsert(true);
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (StatementSample sample : samples) {
            Document document = documentOf(instance, sample).append("collected_at", now);
            writes.add(
                    new ReplaceOneModel<>(Filters.eq(document.getString("_id")), document, upsert));
        }
        collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
    }

    private static Document documentOf(String instance, StatementSample sample) {
        long thread = sample.key().threadId();
        long event = sample.key().eventId();
        return new Document("_id", instance + ":" + thread + ":" + event)
                .append("instance", instance)
                .append("digest", sample.digest())
                .append("digest_id", DigestIdentity.of(sample.digestText()).id())
                .append("sql_text", sample.sqlText())
                .append("schema_name", sample.schema())
                .append("event_name", sample.eventName())
                .append("thread_id", thread)
                .append("event_id", event)
                .append("timer_start", sample.timerStart())
                .append("timer_end", sample.timerEnd())
                .append("timer_wait", sample.timerWait())
                .append("rows_examined", sample.rowsExamined());
    }
}
