package io.github.spyhop.query.read;

import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BsonField;
import com.mongodb.client.model.Filters;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.model.window.LatencySketch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

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

    /** The expression that gives each family its own group. */
    static final String BY_FAMILY = "$digest_id";

    /** A stretch that ends within so much of now goes on to the newest window. */
    private static final Duration NOW = Duration.ofSeconds(10);

    /** After all windows, so that what is asked does not change from one moment to the next. */
    private static final Instant NO_END = Instant.parse("9999-12-31T00:00:00Z");

    /** Windows of so many families are read for themselves, of more with all others. */
    private static final int FEW_FAMILIES = 8;

    private final RollupMarksReader marks;
    private final RollupCache cache;
    private final Clock clock = Clock.systemUTC();

    WindowParts(RollupMarksReader marks, RollupCache cache) {
        this.marks = marks;
        this.cache = cache;
    }

    /**
     * A part.
     *
     * @param level that of the roll-ups; of windows, none
     * @param anew as {@link RollupMarks#anew}
     * @param common whether others will ask for the same
     */
    record Part(
            StoreCollection collection,
            Bson filter,
            Optional<RollupLevel> level,
            long anew,
            boolean common) {

        boolean rolledUp() {
            return level.isPresent();
        }
    }

    /**
     * Sums and what they are of: the value of the expression that they were grouped by.
     *
     * @param sketch as it is stored, for it takes a tenth of the room of one that can be asked
     */
    record Group(@Nullable Object of, Figures sums, @Nullable Binary sketch) {

        static Group of(Document row) {
            List<Binary> sketches = Figures.sketchesOf(row);
            return new Group(
                    row.get("_id"),
                    Figures.sumsOf(row),
                    sketches.size() > 1
                            ? merged(sketches)
                            : sketches.stream().findFirst().orElse(null));
        }

        private static Binary merged(List<Binary> sketches) {
            LatencySketch all = new LatencySketch();
            sketches.forEach(sketch -> all.mergeBytes(sketch.getData()));
            return new Binary(all.toBytes());
        }
    }

    /** The parts with each family on its own. */
    List<Part> families(WindowSource source, Scope scope, Duration lengthMax) {
        return parts(source, scope, lengthMax, Filters.empty(), Filters.gt("digest_id", ""));
    }

    /** The parts of some families, and perhaps of others. */
    List<Part> families(
            WindowSource source, Scope scope, Duration lengthMax, Collection<String> digestIds) {
        // In one order, whatever their rank: what was read of the same ones is the same.
        Bson filter = Filters.in("digest_id", new TreeSet<>(digestIds));
        boolean withOthers = scope.instance().isEmpty() && digestIds.size() > FEW_FAMILIES;
        return parts(source, scope, lengthMax, withOthers ? Filters.empty() : filter, filter);
    }

    /** The parts of some families, and of all together: {@link #ALL_FAMILIES} in roll-ups. */
    List<Part> familiesAndAll(
            WindowSource source, Scope scope, Duration lengthMax, Collection<String> digestIds) {
        Set<String> withAll = new TreeSet<>(digestIds);
        withAll.add(ALL_FAMILIES);
        return parts(source, scope, lengthMax, Filters.empty(), Filters.in("digest_id", withAll));
    }

    /** The parts of all families together. */
    List<Part> all(WindowSource source, Scope scope, Duration lengthMax) {
        return parts(
                source, scope, lengthMax, Filters.empty(), Filters.eq("digest_id", ALL_FAMILIES));
    }

    /** The figures of a part, grouped by an expression. */
    List<Group> grouped(Part part, @Nullable Object by, List<BsonField> accumulators) {
        // Whoever ranks families asks for their figures next: these windows are read once for both.
        boolean withSketches = part.common() && !part.rolledUp() && BY_FAMILY.equals(by);
        List<BsonField> read = withSketches ? Figures.sumsAndSketches() : accumulators;
        List<Bson> pipeline =
                List.of(Aggregates.match(part.filter()), new Document("$group", groupOf(by, read)));
        return part.common()
                ? cache.get(part.collection(), part.level(), pipeline, part.anew())
                : cache.read(part.collection(), pipeline);
    }

    /** The figures of parts together, by what each group is of. */
    <K> Map<K, Figures> figures(
            List<Part> parts,
            @Nullable Object by,
            List<BsonField> accumulators,
            Function<Group, K> keyOf) {
        Map<K, FigureSum> sums = new HashMap<>();
        for (Part part : parts) {
            for (Group group : grouped(part, by, accumulators)) {
                sums.computeIfAbsent(keyOf.apply(group), key -> new FigureSum()).add(group);
            }
        }
        Map<K, Figures> figures = new HashMap<>();
        sums.forEach((key, sum) -> figures.put(key, sum.figures()));
        return figures;
    }

    private static Document groupOf(@Nullable Object by, List<BsonField> accumulators) {
        Document group = new Document("_id", by);
        accumulators.forEach(field -> group.append(field.getName(), field.getValue()));
        return group;
    }

    private List<Part> parts(
            WindowSource source, Scope scope, Duration lengthMax, Bson inWindows, Bson inRollups) {
        List<Bson> windows = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        Optional<List<String>> servers = source.serversOf(scope);
        RollupMarks known = marks.now();
        for (RollupPlan.Piece piece : plan(scope, lengthMax, known)) {
            Bson time = piece.range().on("window_start");
            // Each on its own, for those of the past are the same for every request.
            piece.level()
                    .ifPresentOrElse(
                            level ->
                                    parts.add(
                                            new Part(
                                                    StoreCollection.DIGEST_ROLLUPS,
                                                    Filters.and(
                                                            Filters.eq("source", source.field()),
                                                            Filters.in(
                                                                    "of",
                                                                    servers.orElse(
                                                                            List.of(ALL_SERVERS))),
                                                            inRollups,
                                                            Filters.eq("level", level.field()),
                                                            time),
                                                    piece.level(),
                                                    known.anew(),
                                                    true)),
                            () -> windows.add(time));
        }
        if (!windows.isEmpty()) {
            Bson of = servers.map(names -> Filters.in(source.of(), names)).orElse(Filters.empty());
            parts.add(
                    new Part(
                            source.windows(),
                            Filters.and(of, inWindows, source.counted(), Filters.or(windows)),
                            Optional.empty(),
                            known.anew(),
                            servers.isEmpty() && !parts.isEmpty()));
        }
        return parts;
    }

    private List<RollupPlan.Piece> plan(Scope scope, Duration lengthMax, RollupMarks known) {
        Instant now = clock.instant();
        TimeRange range = RollupPlan.rounded(scope.range(), known, lengthMax, now);
        Instant rolledUp = known.until(RollupLevel.MINUTE);
        boolean endsNow = rolledUp.isAfter(Instant.EPOCH) && range.to().isAfter(now.minus(NOW));
        if (endsNow && scope.instance().isEmpty()) {
            range = new TimeRange(range.from(), NO_END);
        }
        return RollupPlan.of(range, known, lengthMax, now);
    }
}
