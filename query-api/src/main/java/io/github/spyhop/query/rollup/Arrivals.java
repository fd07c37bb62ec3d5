package io.github.spyhop.query.rollup;

import com.mongodb.MongoCommandException;
import com.mongodb.client.ChangeStreamIterable;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.query.read.RollupLevel;
import io.github.spyhop.query.read.WindowSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which minutes got windows, however late: by MongoDB's change stream of the coverage, of which each
 * report writes one document behind its windows.
 */
@ApplicationScoped
class Arrivals {

    private static final Logger LOGGER = Logger.getLogger(Arrivals.class);

    private static final int EVENTS_PER_TURN_MAX = 200_000;

    /** What MongoDB says if what came since is not known any more. */
    private static final Set<Integer> HISTORY_LOST = Set.of(260, 280, 286);

    private final Store store;

    Arrivals(Store store) {
        this.store = store;
    }

    /**
     * What arrived.
     *
     * @param minutes the starts of the minutes that got windows
     * @param lost whether more may have arrived than is known
     * @param resume where to go on the next time
     */
    record Seen(
            Map<WindowSource, NavigableSet<Instant>> minutes,
            boolean lost,
            Optional<BsonDocument> resume) {}

    Seen since(Optional<BsonDocument> resume) {
        try {
            return read(resume, false);
        } catch (MongoCommandException refused) {
            if (resume.isPresent() && HISTORY_LOST.contains(refused.getErrorCode())) {
                LOGGER.warn("The store does not know any more which windows arrived meanwhile");
                return read(Optional.empty(), true);
            }
            throw refused;
        }
    }

    private Seen read(Optional<BsonDocument> resume, boolean lost) {
        Map<String, WindowSource> sources =
                Map.of(
                        nameOf(WindowSource.WIRE), WindowSource.WIRE,
                        nameOf(WindowSource.SERVER), WindowSource.SERVER);
        ChangeStreamIterable<Document> stream =
                store.database()
                        .watch(
                                List.of(
                                        Aggregates.match(
                                                Filters.and(
                                                        Filters.in("ns.coll", sources.keySet()),
                                                        Filters.in(
                                                                "operationType",
                                                                "insert",
                                                                "replace"))),
                                        Aggregates.project(
                                                Projections.include(
                                                        "operationType",
                                                        "ns",
                                                        "fullDocument.window_start"))))
                        .maxAwaitTime(10, TimeUnit.MILLISECONDS);
        resume.ifPresent(stream::resumeAfter);
        Map<WindowSource, NavigableSet<Instant>> minutes = new EnumMap<>(WindowSource.class);
        Stream.of(WindowSource.values()).forEach(source -> minutes.put(source, new TreeSet<>()));
        try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> cursor = stream.cursor()) {
            ChangeStreamDocument<Document> event = cursor.tryNext();
            for (int i = 0; event != null && i < EVENTS_PER_TURN_MAX; i++) {
                add(event, sources, minutes);
                event = cursor.tryNext();
            }
            return new Seen(minutes, lost, Optional.ofNullable(cursor.getResumeToken()));
        }
    }

    private static void add(
            ChangeStreamDocument<Document> event,
            Map<String, WindowSource> sources,
            Map<WindowSource, NavigableSet<Instant>> minutes) {
        @Nullable Document coverage = event.getFullDocument();
        if (coverage == null || event.getNamespace() == null) {
            return;
        }
        WindowSource source = sources.get(event.getNamespace().getCollectionName());
        NavigableSet<Instant> known = source == null ? null : minutes.get(source);
        if (known != null) {
            known.add(RollupLevel.MINUTE.floor(coverage.getDate("window_start").toInstant()));
        }
    }

    private String nameOf(WindowSource source) {
        return store.collection(source.coverage(), Document.class)
                .getNamespace()
                .getCollectionName();
    }
}
