package io.github.spyhop.query.read;

import static com.mongodb.client.model.Accumulators.max;
import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;

import com.github.benmanes.caffeine.cache.Interner;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Adds up the slow statements of a stretch of time, by instance, schema and user. */
@ApplicationScoped
class SlowQuerySums {

    private static final String INSTANCE = "instance";
    private static final String SCHEMA = "db";
    private static final String USER = "user";
    private static final String COUNT = "count";
    private static final String MAX = "max";
    private static final String TOTAL = "total";

    private final Store store;
    private final Interner<Key> keys = Interner.newWeakInterner();

    SlowQuerySums(Store store) {
        this.store = store;
    }

    /** Whose statements. */
    record Key(@Nullable String instance, @Nullable String db, @Nullable String user) {}

    /** How many, the longest and all together in seconds. */
    record Sum(long count, double max, double total) {

        Sum plus(Sum other) {
            return new Sum(count + other.count, Math.max(max, other.max), total + other.total);
        }
    }

    /** The sums of the statements that began within a stretch of time, as they are now. */
    Map<Key, Sum> of(TimeRange range) {
        Document by =
                new Document(INSTANCE, "$instance").append(SCHEMA, "$db").append(USER, "$user");
        Map<Key, Sum> sums = new HashMap<>();
        store.collection(StoreCollection.SLOW_QUERIES, Document.class)
                .aggregate(
                        List.of(
                                match(range.on("start")),
                                group(by, sum(COUNT, 1), max(MAX, "$time"), sum(TOTAL, "$time"))))
                .forEach(row -> add(row.get("_id", Document.class), row, sums));
        return sums;
    }

    /** Sums as a document has them. */
    Map<Key, Sum> ofRows(List<Document> rows) {
        Map<Key, Sum> sums = new HashMap<>();
        rows.forEach(row -> add(row, row, sums));
        return sums;
    }

    /** Sums for a document; {@link #ofRows} reads them. */
    static List<Document> rows(Map<Key, Sum> sums) {
        return sums.entrySet().stream()
                .map(entry ->
                        new Document(INSTANCE, entry.getKey().instance())
                                .append(SCHEMA, entry.getKey().db())
                                .append(USER, entry.getKey().user())
                                .append(COUNT, entry.getValue().count())
                                .append(MAX, entry.getValue().max())
                                .append(TOTAL, entry.getValue().total()))
                .toList();
    }

    private void add(Document key, Document row, Map<Key, Sum> sums) {
        sums.put(
                keys.intern(
                        new Key(
                                key.getString(INSTANCE),
                                key.getString(SCHEMA),
                                key.getString(USER))),
                new Sum(
                        Fields.longOf(row, COUNT),
                        Fields.doubleOf(row, MAX),
                        Fields.doubleOf(row, TOTAL)));
    }
}
