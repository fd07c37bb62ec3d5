package io.github.spyhop.binlog.window;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * Adds up confirmed rows into windows ({@link StoreCollection#ROW_CHANGE_WINDOWS}); those of each
 * window are added to what is stored of it, so that a restart within a window loses none.
 */
public final class RowChangeWindows {

    private record Key(String schema, String table, long windowStartSeconds) {}

    private static final class Counts {
        private long inserts;
        private long updates;
        private long deletes;
    }

    private final MongoCollection<Document> windows;
    private final String source;
    private final int windowSeconds;
    private final InstantSource clock;
    private final Object lock = new Object();
    private Map<Key, Counts> open = new HashMap<>();

    public RowChangeWindows(Store store, String source, Duration window, InstantSource clock) {
        windows = store.collection(StoreCollection.ROW_CHANGE_WINDOWS, Document.class);
        this.source = source;
        windowSeconds = (int) window.toSeconds();
        this.clock = clock;
    }

    /** These rows are confirmed. */
    public void add(TableCounts counts) {
        long now = clock.instant().getEpochSecond();
        long start = now - now % windowSeconds;
        synchronized (lock) {
            counts.forEach((table, inserts, updates, deletes) -> {
                Counts sum =
                        open.computeIfAbsent(
                                new Key(table.schema(), table.table(), start),
                                absent -> new Counts());
                sum.inserts += inserts;
                sum.updates += updates;
                sum.deletes += deletes;
            });
        }
    }

    /** Stores what was counted since the last time. */
    public void flush() {
        Map<Key, Counts> counted;
        synchronized (lock) {
            counted = open;
            open = new HashMap<>();
        }
        if (counted.isEmpty()) {
            return;
        }
        List<WriteModel<Document>> writes = new ArrayList<>();
        counted.forEach((key, counts) -> writes.add(addition(key, counts)));
        try {
            windows.bulkWrite(writes);
        } catch (MongoException notStored) {
            putBack(counted);
            throw notStored;
        }
    }

    private void putBack(Map<Key, Counts> counted) {
        synchronized (lock) {
            counted.forEach((key, counts) ->
                    open.merge(
                            key,
                            counts,
                            (now, before) -> {
                                now.inserts += before.inserts;
                                now.updates += before.updates;
                                now.deletes += before.deletes;
                                return now;
                            }));
        }
    }

    private UpdateOneModel<Document> addition(Key key, Counts counts) {
        Instant start = Instant.ofEpochSecond(key.windowStartSeconds());
        String id = "%s:%s.%s:%s".formatted(source, key.schema(), key.table(), start);
        return new UpdateOneModel<>(
                Filters.eq("_id", id),
                Updates.combine(
                        Updates.setOnInsert("source", source),
                        Updates.setOnInsert("schema", key.schema()),
                        Updates.setOnInsert("table_name", key.table()),
                        Updates.setOnInsert("window_start", Date.from(start)),
                        Updates.setOnInsert("window_seconds", windowSeconds),
                        Updates.inc("inserts", counts.inserts),
                        Updates.inc("updates", counts.updates),
                        Updates.inc("deletes", counts.deletes)),
                new UpdateOptions().upsert(true));
    }
}
