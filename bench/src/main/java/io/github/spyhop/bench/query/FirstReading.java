package io.github.spyhop.bench.query;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.sun.management.OperatingSystemMXBean;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;

/**
 * Reads the store once, documents and indexes, into a cache of MongoDB's default size: a server that
 * has run for a while has in memory what fits, and one that was just filled has not.
 */
final class FirstReading {

    /** What is asked most comes last, for what comes first has to go where not all of it fits. */
    private static final List<StoreCollection> READ =
            List.of(
                    StoreCollection.SLOW_QUERIES,
                    StoreCollection.PLANS,
                    StoreCollection.DIGEST_ROLLUPS,
                    StoreCollection.SERVER_WINDOWS,
                    StoreCollection.WIRE_WINDOWS);

    private static final long MEGABYTE = 1L << 20;
    private static final long GIGABYTE = 1L << 30;

    private final Store store;

    FirstReading(Store store) {
        this.store = store;
    }

    /** Half of the memory beyond a gigabyte, as MongoDB takes it; that of a server for tests is less. */
    static long defaultCacheMegabytes() {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                        .getTotalMemorySize();
        return (memory - GIGABYTE) / 2 / MEGABYTE;
    }

    Duration read() {
        Instant begun = Instant.now();
        READ.stream()
                .map(collection -> store.collection(collection, Document.class))
                .forEach(FirstReading::read);
        return Duration.between(begun, Instant.now());
    }

    private static void read(MongoCollection<Document> collection) {
        collection.find(Filters.exists("nothing_has_it")).hint(new Document("$natural", 1)).first();
        for (Document index : collection.listIndexes()) {
            // Without a filter: a scan of the whole index, and of nothing else.
            collection
                    .aggregate(List.of(Aggregates.group(null, Accumulators.sum("all", 1))))
                    .hintString(index.getString("name"))
                    .first();
        }
    }
}
