package io.github.spyhop.query.read;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.SlowQueryDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/** The slow statements that were seen running, the newest first. */
@ApplicationScoped
public class SlowQueries {

    private final Store store;

    SlowQueries(Store store) {
        this.store = store;
    }

    /** One page of them. */
    public record Page(long total, List<SlowQueryDocument> items) {}

    public List<SlowQueryDocument> newest(TimeRange range, int limit) {
        return find(range.on("start"), 0, limit);
    }

    public List<SlowQueryDocument> latest(int limit) {
        return find(Filters.empty(), 0, limit);
    }

    public Page page(TimeRange range, Optional<String> instance, int skip, int limit) {
        Bson filter =
                instance.map(name -> Filters.and(Filters.eq("instance", name), range.on("start")))
                        .orElseGet(() -> range.on("start"));
        return new Page(collection().countDocuments(filter), find(filter, skip, limit));
    }

    private List<SlowQueryDocument> find(Bson filter, int skip, int limit) {
        return collection()
                .find(filter)
                .sort(Sorts.descending("start", "_id"))
                .skip(skip)
                .limit(limit)
                .into(new ArrayList<>());
    }

    private MongoCollection<SlowQueryDocument> collection() {
        return store.collection(StoreCollection.SLOW_QUERIES, SlowQueryDocument.class);
    }
}
