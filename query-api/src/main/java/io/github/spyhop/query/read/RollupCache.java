package io.github.spyhop.query.read;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What was read of roll-ups. Stretches of the past are the same for everybody who asks, until
 * roll-ups are made anew, as windows came late: then nothing that was read before counts.
 */
@ApplicationScoped
public class RollupCache {

    private static final long GROUPS_MAX = 120_000;

    /** A group without a sketch takes so much or so. */
    private static final int BYTES_OF_GROUP = 200;

    private static final Map<RollupLevel, Duration> KEPT =
            Map.of(
                    RollupLevel.MINUTE, Duration.ofMinutes(1),
                    RollupLevel.FIVE_MINUTES, Duration.ofMinutes(5),
                    RollupLevel.HOUR, Duration.ofMinutes(30),
                    RollupLevel.DAY, Duration.ofHours(2));

    /** After so long windows are read anew behind the scenes: who asks is shown the last reading. */
    private static final Duration WINDOWS_FRESH = Duration.ofSeconds(10);

    /** The last reading is not shown for longer. */
    private static final Duration WINDOWS_KEPT = Duration.ofSeconds(20);

    private final Store store;
    private final Map<RollupLevel, LoadingCache<Key, List<WindowParts.Group>>> caches =
            new EnumMap<>(RollupLevel.class);
    private final LoadingCache<Key, List<WindowParts.Group>> ofWindows;

    @Inject
    RollupCache(Store store) {
        this(store, Ticker.systemTicker());
    }

    RollupCache(Store store, Ticker ticker) {
        this.store = store;
        for (RollupLevel level : RollupLevel.values()) {
            caches.put(
                    level,
                    newCache(KEPT.getOrDefault(level, WINDOWS_KEPT), ticker).build(this::read));
        }
        ofWindows =
                newCache(WINDOWS_KEPT, ticker).refreshAfterWrite(WINDOWS_FRESH).build(this::read);
    }

    private static Caffeine<Key, List<WindowParts.Group>> newCache(Duration kept, Ticker ticker) {
        return Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(kept)
                .maximumWeight(GROUPS_MAX / (1 + RollupLevel.values().length))
                .weigher(RollupCache::weight);
    }

    /** What is asked, and of which making ({@link RollupMarks#anew}). */
    private record Key(StoreCollection collection, List<BsonDocument> pipeline, long anew) {}

    /**
     * The groups of a pipeline, read once for all who ask at the same time.
     *
     * @param collection what is asked
     * @param level none for windows
     * @param anew as the marks have it before they are read
     */
    List<WindowParts.Group> get(
            StoreCollection collection,
            Optional<RollupLevel> level,
            List<Bson> pipeline,
            long anew) {
        Key key = new Key(collection, pipeline.stream().map(Bson::toBsonDocument).toList(), anew);
        return level.map(caches::get).orElse(ofWindows).get(key);
    }

    private List<WindowParts.Group> read(Key key) {
        return read(key.collection, key.pipeline);
    }

    /** The groups of a pipeline as they are now. */
    List<WindowParts.Group> read(StoreCollection collection, List<? extends Bson> pipeline) {
        return store.collection(collection, Document.class)
                .aggregate(pipeline)
                .map(WindowParts.Group::of)
                .into(new ArrayList<>());
    }

    private static int weight(Key key, List<WindowParts.Group> groups) {
        int weight = 1;
        for (WindowParts.Group group : groups) {
            weight += 1 + (group.sketch() == null ? 0 : group.sketch().length() / BYTES_OF_GROUP);
        }
        return weight;
    }
}
