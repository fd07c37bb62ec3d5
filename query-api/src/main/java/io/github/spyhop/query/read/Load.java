package io.github.spyhop.query.read;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.bson.Document;

/** The load over time, by statement family: how many statements ran at once on average. */
@ApplicationScoped
public class Load {

    /** The family of all that is not shown on its own. */
    public static final String OTHERS = WindowParts.ALL_FAMILIES;

    private static final double MICROS_PER_SECOND = 1e6;

    private final WindowParts windows;

    Load(WindowParts windows) {
        this.windows = windows;
    }

    /**
     * A family's load within a bucket.
     *
     * @param averageActive latency added up, divided by the bucket's length
     */
    public record Point(Instant start, int seconds, String digestId, double averageActive) {}

    private record Key(Instant start, String digestId) {}

    /** The load of these families, and of all others together, the oldest first. */
    public List<Point> of(WindowSource source, Scope scope, Collection<String> digestIds) {
        int seconds = Buckets.secondsOf(scope);
        Map<Key, Long> micros = new HashMap<>();
        for (WindowParts.Part part :
                windows.familiesAndAll(source, scope, Duration.ofSeconds(seconds), digestIds)) {
            add(part, seconds, digestIds, micros);
        }
        return micros.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry ->
                        new Point(
                                entry.getKey().start(),
                                seconds,
                                entry.getKey().digestId(),
                                entry.getValue() / MICROS_PER_SECOND / seconds))
                .sorted(Comparator.comparing(Point::start).thenComparing(Point::digestId))
                .toList();
    }

    private void add(
            WindowParts.Part part,
            int seconds,
            Collection<String> digestIds,
            Map<Key, Long> micros) {
        Document family =
                new Document(
                        "$cond",
                        List.of(
                                new Document(
                                        "$in",
                                        List.of(
                                                "$digest_id",
                                                List.copyOf(new TreeSet<>(digestIds)))),
                                "$digest_id",
                                OTHERS));
        Document key = new Document("start", Buckets.startOf(seconds)).append("digest_id", family);
        windows.grouped(part, key, Figures.latencySum())
                .forEach(group -> {
                    Document id = (Document) Objects.requireNonNull(group.of());
                    Instant start = id.getDate("start").toInstant();
                    String digestId = id.getString("digest_id");
                    long time = group.sums().latencyMicrosSum();
                    micros.merge(new Key(start, digestId), time, Long::sum);
                    // In roll-ups, all families together are known, and not the others alone.
                    if (part.rolledUp() && !digestId.equals(OTHERS)) {
                        micros.merge(new Key(start, OTHERS), -time, Long::sum);
                    }
                });
    }
}
