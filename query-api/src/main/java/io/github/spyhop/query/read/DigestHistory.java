package io.github.spyhop.query.read;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.model.store.WireSampleDocument;
import io.github.spyhop.model.store.WireWindowDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** One statement family over time, on the wire and inside the servers. */
@ApplicationScoped
public class DigestHistory {

    private static final int WINDOWS_WITH_SAMPLES_MAX = 500;

    private final Store store;
    private final WindowParts windows;

    DigestHistory(Store store, WindowParts windows) {
        this.store = store;
        this.windows = windows;
    }

    /** The family within one bucket; what a source did not see is absent. */
    public record Bucket(
            Instant start, int seconds, @Nullable Figures wire, @Nullable Figures server) {}

    /** A statement as the wire showed it. */
    public record Sample(
            String server, @Nullable String schema, @Nullable String user, WireSampleDocument it) {}

    /** The buckets in which any source saw the family, the oldest first. */
    public List<Bucket> series(String digestId, Scope scope) {
        int seconds = Buckets.secondsOf(scope);
        Map<Instant, Figures> wire = figures(WindowSource.WIRE, digestId, scope, seconds);
        Map<Instant, Figures> server = figures(WindowSource.SERVER, digestId, scope, seconds);
        TreeSet<Instant> starts = new TreeSet<>(wire.keySet());
        starts.addAll(server.keySet());
        return starts.stream()
                .map(start -> new Bucket(start, seconds, wire.get(start), server.get(start)))
                .toList();
    }

    /** Statements of the family that the wire showed, the slowest first. */
    public List<Sample> samples(String digestId, Scope scope, int limit) {
        List<Sample> samples = new ArrayList<>();
        for (WireWindowDocument window :
                store.collection(StoreCollection.WIRE_WINDOWS, WireWindowDocument.class)
                        .find(ofFamily(digestId, scope.onWire()))
                        .projection(Projections.exclude("latency_sketch"))
                        .sort(Sorts.descending("window_start"))
                        .limit(WINDOWS_WITH_SAMPLES_MAX)) {
            List<WireSampleDocument> shown = new ArrayList<>(window.slowSamples());
            if (window.sample() != null) {
                shown.add(window.sample());
            }
            shown.forEach(sample ->
                    samples.add(
                            new Sample(window.server(), window.schema(), window.user(), sample)));
        }
        return samples.stream()
                .sorted(
                        Comparator.comparingLong((Sample sample) -> sample.it().latencyMicros())
                                .reversed())
                .limit(limit)
                .toList();
    }

    private Map<Instant, Figures> figures(
            WindowSource source, String digestId, Scope scope, int seconds) {
        return windows.figures(
                windows.families(source, scope, Duration.ofSeconds(seconds), List.of(digestId)),
                Buckets.startOf(seconds),
                Figures.sumsAndSketches(),
                DigestHistory::startOf);
    }

    private static Instant startOf(WindowParts.Group group) {
        return ((Date) Objects.requireNonNull(group.of())).toInstant();
    }

    private static Bson ofFamily(String digestId, Bson scope) {
        return Filters.and(Filters.eq("digest_id", digestId), scope);
    }
}
