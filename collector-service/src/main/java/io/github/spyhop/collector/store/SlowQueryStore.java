package io.github.spyhop.collector.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.github.spyhop.model.store.SlowQueryDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.util.List;

/** Keeps slow statements. A statement's id is its own, so that writing one twice keeps one. */
public final class SlowQueryStore {

    private final MongoCollection<SlowQueryDocument> collection;

    public SlowQueryStore(Store store) {
        this.collection = store.collection(StoreCollection.SLOW_QUERIES, SlowQueryDocument.class);
    }

    public void write(List<SlowQueryDocument> documents) {
        if (documents.isEmpty()) {
            return;
        }
        ReplaceOptions upsert = new ReplaceOptions().upsert(true);
        List<? extends WriteModel<SlowQueryDocument>> writes =
                documents.stream()
                        .map(document ->
                                new ReplaceOneModel<>(Filters.eq(document.id()), document, upsert))
                        .toList();
        collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
    }
}
