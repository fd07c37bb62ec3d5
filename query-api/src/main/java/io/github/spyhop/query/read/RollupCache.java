package io.github.spyhop.query.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.spyhop.model.window.LatencySketch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/**
 * What was read of roll-ups a moment ago. Stretches of the past are the same for everybody who asks;
 * where a roll-up is made anew, as windows came late, other replicas see that once its time here is over.
 */
@ApplicationScoped
public class RollupCache {

    private static final long GROUPS_MAX = 120_000;

    /** A sketch takes as much as so many groups without one: a few kilobytes. */
    private static final int WEIGHT_OF_SKETCH = 20;

    private static final Map<RollupLevel, Duration> KEPT =
            Map.of(
                    RollupLevel.MINUTE, Duration.ofSeconds(10),
                    RollupLevel.FIVE_MINUTES, Duration.ofSeconds(30),
                    RollupLevel.HOUR, Duration.ofMinutes(1),
                    RollupLevel.DAY, Duration.ofMinutes(5));

    private final Map<RollupLevel, Cache<List<BsonDocument>, List<WindowParts.Group>>> caches =
            new EnumMap<>(RollupLevel.class);

    RollupCache() {
        for (RollupLevel level : RollupLevel.values()) {
            caches.put(
                    level,
                    Caffeine.newBuilder()
                            .expireAfterWrite(KEPT.getOrDefault(level, Duration.ofSeconds(10)))
                            .maximumWeight(GROUPS_MAX / RollupLevel.values().length)
                            .weigher(RollupCache::weight)
                            .build());
        }
    }

    /** The groups of a pipeline, read once for all who ask at the same time. */
    List<WindowParts.Group> get(
            RollupLevel level, List<Bson> pipeline, Supplier<List<WindowParts.Group>> read) {
        List<BsonDocument> key = pipeline.stream().map(Bson::toBsonDocument).toList();
        return Objects.requireNonNull(caches.get(level)).get(key, absent -> read.get()).stream()
                .map(WindowParts.Group::copy)
                .toList();
    }

    /** Forgets everything: roll-ups of the past have changed. */
    public void forget() {
        caches.values().forEach(Cache::invalidateAll);
    }

    private static int weight(List<BsonDocument> key, List<WindowParts.Group> groups) {
        int weight = 1;
        for (WindowParts.Group group : groups) {
            LatencySketch latency = group.figures().latency();
            weight += latency == null ? 1 : WEIGHT_OF_SKETCH;
        }
        return weight;
    }
}
