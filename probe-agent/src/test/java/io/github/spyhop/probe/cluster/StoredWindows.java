package io.github.spyhop.probe.cluster;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import io.github.spyhop.model.statement.DigestOptions;
import io.github.spyhop.model.statement.SqlDigester;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.model.store.WireCoverageDocument;
import io.github.spyhop.model.store.WireWindowDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** What MongoDB has of each probe. */
final class StoredWindows implements AutoCloseable {

    static final String DATABASE = "probe_cluster_it";

    private final MongoClient client;
    private final Store store;
    private final SqlDigester digester =
            new SqlDigester(DigestOptions.DEFAULT.withDigestLengthMax(1024));

    StoredWindows(String uri) {
        client = MongoClients.create(uri);
        store = new Store(client.getDatabase(DATABASE), Map.of());
    }

    /** How often a probe saw a statement's family, as all of its windows say. */
    long count(String probe, String sql) {
        return store
                .collection(StoreCollection.WIRE_WINDOWS, WireWindowDocument.class)
                .find(
                        Filters.and(
                                Filters.eq("probe", probe),
                                Filters.eq("digest_id", digester.digest(sql).id())))
                .into(new ArrayList<>())
                .stream()
                .mapToLong(WireWindowDocument::count)
                .sum();
    }

    /** The numbers of a probe's windows; each has a coverage, also one without statements. */
    List<Long> numbers(String probe) {
        return store
                .collection(StoreCollection.WIRE_COVERAGE, WireCoverageDocument.class)
                .find(Filters.eq("probe", probe))
                .into(new ArrayList<>())
                .stream()
                .map(window -> Long.valueOf(window.id().split(":")[2]))
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether nothing waits with a probe but what it has just counted. */
    boolean upToDate(String probe) {
        return store.collection(StoreCollection.WIRE_COVERAGE, WireCoverageDocument.class)
                        .countDocuments(
                                Filters.and(
                                        Filters.eq("probe", probe),
                                        Filters.gt(
                                                "window_start",
                                                Instant.now().minus(Duration.ofSeconds(4)))))
                > 0;
    }

    /** Those that are missing between the first of the run and the last that is stored. */
    List<Long> missing(String probe) {
        List<Long> numbers = numbers(probe);
        return LongStream.rangeClosed(1, numbers.isEmpty() ? 1 : numbers.getLast())
                .boxed()
                .filter(number -> !numbers.contains(number))
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
