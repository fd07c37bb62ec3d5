package io.github.spyhop.query.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.BsonDocument;
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

    /** Windows that are not rolled up yet. */
    private static final Duration WINDOWS_KEPT = Duration.ofSeconds(10);

    private final Map<RollupLevel, Cache<Key, List<WindowParts.Group>>> caches =
            new EnumMap<>(RollupLevel.class);
    private final Cache<Key, List<WindowParts.Group>> ofWindows = newCache(WINDOWS_KEPT);

    RollupCache() {
        for (RollupLevel level : RollupLevel.values()) {
            caches.put(level, newCache(KEPT.getOrDefault(level, WINDOWS_KEPT)));
        }
    }

    private static Cache<Key, List<WindowParts.Group>> newCache(Duration kept) {
        return Caffeine.newBuilder()
                .expireAfterWrite(kept)
                .maximumWeight(GROUPS_MAX / (1 + RollupLevel.values().length))
                .weigher(RollupCache::weight)
                .build();
    }

    /** What is asked, and of which making ({@link RollupMarks#anew}). */
    private record Key(List<BsonDocument> pipeline, long anew) {}

    /**
     * The groups of a pipeline, read once for all who ask at the same time.
     *
     * @param level none for windows
     * @param anew as the marks have it before they are read
     */
    List<WindowParts.Group> get(
            Optional<RollupLevel> level,
            List<Bson> pipeline,
            long anew,
            Supplier<List<WindowParts.Group>> read) {
        Key key = new Key(pipeline.stream().map(Bson::toBsonDocument).toList(), anew);
        return level.map(caches::get).orElse(ofWindows).get(key, absent -> read.get());
    }

    private static int weight(Key key, List<WindowParts.Group> groups) {
        int weight = 1;
        for (WindowParts.Group group : groups) {
            weight += 1 + (group.sketch() == null ? 0 : group.sketch().length() / BYTES_OF_GROUP);
        }
        return weight;
    }
}
