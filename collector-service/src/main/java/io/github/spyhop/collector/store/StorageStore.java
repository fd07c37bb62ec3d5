package io.github.spyhop.collector.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.collector.normalise.IndexAdvice;
import io.github.spyhop.collector.poll.storage.IndexUse;
import io.github.spyhop.collector.poll.storage.StorageReader.Measurement;
import io.github.spyhop.collector.poll.storage.TableSize;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.bson.Document;

/** Keeps measurements of storage. */
public final class StorageStore {

    private static final int INDEXES_MAX = 500;
    private static final Duration DAY = Duration.ofDays(1);

    private final MongoCollection<Document> storage;
    private final MongoCollection<Document> usage;
    private final int tablesMax;

    public StorageStore(Store store, int tablesMax) {
        this.storage = store.collection(StoreCollection.STORAGE, Document.class);
        this.usage = store.collection(StoreCollection.DISK_USAGE, Document.class);
        this.tablesMax = tablesMax;
    }

    /** How many bytes data and indexes had at a time. */
    public record Size(Instant at, long bytes) {}

    /** The last measurement of an instance, whichever replica wrote it. */
    public Optional<Size> last(String instance) {
        return sizeOf(
                storage.find(Filters.eq("instance", instance))
                        .sort(Sorts.descending("timestamp"))
                        .projection(Projections.include("timestamp", "bytes"))
                        .first());
    }

    /** The first measurement within the day before. */
    public Optional<Size> dayBefore(String instance, Instant now) {
        return sizeOf(
                storage.find(
                                Filters.and(
                                        Filters.eq("instance", instance),
                                        Filters.gte("timestamp", Date.from(now.minus(DAY)))))
                        .sort(Sorts.ascending("timestamp"))
                        .projection(Projections.include("timestamp", "bytes"))
                        .first());
    }

    /** Keeps a measurement. */
    public void write(String instance, Measurement measurement) {
        Date at = Date.from(measurement.at());
        storage.insertOne(
                totalsOf(measurement)
                        .append("instance", instance)
                        .append("timestamp", at)
                        .append("files", new Document(Map.copyOf(measurement.files())))
                        .append("schemas", schemasOf(measurement.tables()))
                        .append("tables", largest(measurement.tables()))
                        .append("unused_indexes", unused(measurement.indexes()))
                        .append("duplicate_indexes", duplicates(measurement.indexes()))
                        .append("index_io", busiest(measurement.indexes()))
                        .append("cut", measurement.cut())
                        .append("missing", missing(measurement)));
        usage.insertOne(
                new Document("instance", instance)
                        .append("timestamp", at)
                        .append("sizes", sizes(measurement)));
    }

    private static List<Document> sizes(Measurement measurement) {
        Map<String, Long> named = new TreeMap<>();
        named.put("data_bytes", measurement.bytes(TableSize::dataBytes));
        named.put("index_bytes", measurement.bytes(TableSize::indexBytes));
        named.put("free_bytes", measurement.bytes(TableSize::freeBytes));
        measurement.files().forEach((name, bytes) -> named.put(name + "_bytes", bytes));
        return named.entrySet().stream()
                .map(entry ->
                        new Document("name", entry.getKey()).append("value", entry.getValue()))
                .toList();
    }

    private static Document totalsOf(Measurement measurement) {
        return new Document("bytes", measurement.bytes(TableSize::bytes))
                .append("data_bytes", measurement.bytes(TableSize::dataBytes))
                .append("index_bytes", measurement.bytes(TableSize::indexBytes))
                .append("free_bytes", measurement.bytes(TableSize::freeBytes));
    }

    private static List<Document> schemasOf(List<TableSize> tables) {
        Map<String, List<TableSize>> schemas =
                tables.stream()
                        .collect(
                                Collectors.groupingBy(
                                        TableSize::schema, TreeMap::new, Collectors.toList()));
        List<Document> documents = new ArrayList<>();
        schemas.forEach((schema, own) ->
                documents.add(
                        new Document("schema", schema)
                                .append("tables", own.size())
                                .append("rows", sum(own, TableSize::rows))
                                .append("data_bytes", sum(own, TableSize::dataBytes))
                                .append("index_bytes", sum(own, TableSize::indexBytes))
                                .append("free_bytes", sum(own, TableSize::freeBytes))));
        return documents;
    }

    private List<Document> largest(List<TableSize> tables) {
        return tables.stream()
                .sorted(Comparator.comparingLong(TableSize::bytes).reversed())
                .limit(tablesMax)
                .map(table ->
                        new Document("schema", table.schema())
                                .append("table", table.table())
                                .append("engine", table.engine())
                                .append("rows", table.rows())
                                .append("data_bytes", table.dataBytes())
                                .append("index_bytes", table.indexBytes())
                                .append("free_bytes", table.freeBytes()))
                .toList();
    }

    private static List<Document> unused(List<IndexUse> indexes) {
        return IndexAdvice.unused(indexes).stream()
                .limit(INDEXES_MAX)
                .map(StorageStore::documentOf)
                .toList();
    }

    private static List<Document> duplicates(List<IndexUse> indexes) {
        return IndexAdvice.duplicates(indexes).stream()
                .limit(INDEXES_MAX)
                .map(duplicate ->
                        documentOf(duplicate.index())
                                .append("covered_by", duplicate.coveredBy().index()))
                .toList();
    }

    private static List<Document> busiest(List<IndexUse> indexes) {
        return indexes.stream()
                .filter(index -> index.micros() > 0)
                .sorted(Comparator.comparingLong(IndexUse::micros).reversed())
                .limit(INDEXES_MAX)
                .map(StorageStore::documentOf)
                .toList();
    }

    private static Document documentOf(IndexUse index) {
        return new Document("schema", index.schema())
                .append("table", index.table())
                .append("index", index.index())
                .append("columns", index.columns())
                .append("unique", index.unique())
                .append("reads", index.reads())
                .append("writes", index.writes())
                .append("micros", index.micros());
    }

    private static List<Document> missing(Measurement measurement) {
        return measurement.missing().stream()
                .map(each ->
                        new Document("what", each.what())
                                .append("error", each.error())
                                .append("remedy", each.remedy()))
                .toList();
    }

    private static Optional<Size> sizeOf(@org.jspecify.annotations.Nullable Document document) {
        return Optional.ofNullable(document)
                .map(found ->
                        new Size(
                                found.getDate("timestamp").toInstant(),
                                found.get("bytes", Number.class).longValue()));
    }

    private static long sum(Collection<TableSize> tables, ToLongFunction<TableSize> part) {
        return tables.stream().mapToLong(part).sum();
    }
}
