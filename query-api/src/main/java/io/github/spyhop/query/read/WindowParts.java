package io.github.spyhop.query.read;

import com.mongodb.client.AggregateIterable;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The windows of a scope, by roll-ups where there are some. Both have the same names of fields, so
 * that the same aggregation runs over either; what it gives of each part has to be merged.
 */
@ApplicationScoped
class WindowParts {

    /** The id of all families together, in roll-ups. */
    static final String ALL_FAMILIES = "";

    /** All servers together, in roll-ups. */
    static final String ALL_SERVERS = "";

    /** For what has no buckets: every roll-up may be used. */
    static final Duration ANY_LENGTH = Duration.ofDays(1);

    private final Store store;
    private final RollupMarksReader marks;
    private final Clock clock = Clock.systemUTC();

    WindowParts(Store store, RollupMarksReader marks) {
        this.store = store;
        this.marks = marks;
    }

    /**
     * A part.
     *
     * @param rolledUp whether it is of roll-ups
     */
    record Part(StoreCollection collection, Bson filter, boolean rolledUp) {}

    /** The parts with each family on its own. */
    List<Part> families(WindowSource source, Scope scope, Duration lengthMax) {
        return parts(source, scope, lengthMax, Filters.empty(), Filters.gt("digest_id", ""));
    }

    /** The parts of some families. */
    List<Part> families(
            WindowSource source, Scope scope, Duration lengthMax, Collection<String> digestIds) {
        Bson filter = Filters.in("digest_id", digestIds);
        return parts(source, scope, lengthMax, filter, filter);
    }

    /** The parts of some families, and of all together: {@link #ALL_FAMILIES} in roll-ups. */
    List<Part> familiesAndAll(
            WindowSource source, Scope scope, Duration lengthMax, Collection<String> digestIds) {
        List<String> withAll = new ArrayList<>(digestIds);
        withAll.add(ALL_FAMILIES);
        return parts(source, scope, lengthMax, Filters.empty(), Filters.in("digest_id", withAll));
    }

    /** The parts of all families together. */
    List<Part> all(WindowSource source, Scope scope, Duration lengthMax) {
        return parts(
                source, scope, lengthMax, Filters.empty(), Filters.eq("digest_id", ALL_FAMILIES));
    }

    AggregateIterable<Document> aggregate(Part part, List<Bson> stages) {
        List<Bson> pipeline = new ArrayList<>();
        pipeline.add(Aggregates.match(part.filter()));
        pipeline.addAll(stages);
        return store.collection(part.collection(), Document.class).aggregate(pipeline);
    }

    private List<Part> parts(
            WindowSource source, Scope scope, Duration lengthMax, Bson inWindows, Bson inRollups) {
        List<Bson> windows = new ArrayList<>();
        List<Bson> rollups = new ArrayList<>();
        for (RollupPlan.Piece piece : plan(scope.range(), lengthMax)) {
            Bson time = piece.range().on("window_start");
            piece.level()
                    .ifPresentOrElse(
                            level ->
                                    rollups.add(
                                            Filters.and(Filters.eq("level", level.field()), time)),
                            () -> windows.add(time));
        }
        Optional<String> server = source.serverOf(scope);
        List<Part> parts = new ArrayList<>();
        if (!windows.isEmpty()) {
            Bson of = server.map(name -> Filters.eq(source.of(), name)).orElse(Filters.empty());
            parts.add(
                    new Part(
                            source.windows(),
                            Filters.and(of, inWindows, source.counted(), Filters.or(windows)),
                            false));
        }
        if (!rollups.isEmpty()) {
            parts.add(
                    new Part(
                            StoreCollection.DIGEST_ROLLUPS,
                            Filters.and(
                                    Filters.eq("source", source.field()),
                                    Filters.eq("of", server.orElse(ALL_SERVERS)),
                                    inRollups,
                                    Filters.or(rollups)),
                            true));
        }
        return parts;
    }

    private List<RollupPlan.Piece> plan(TimeRange range, Duration lengthMax) {
        return RollupPlan.of(range, marks.now(), lengthMax, clock.instant());
    }
}
