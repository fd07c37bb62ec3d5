package io.github.spyhop.query.read;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.SlowQueryDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/** The slow statements that have not ended, as the collector saw them a moment ago. */
@ApplicationScoped
public class RunningStatements {

    /** A statement that was not seen for so long has ended, or its collector has. */
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(15);

    /** Statements that run for longer are left out. */
    private static final Duration STARTED_WITHIN = Duration.ofDays(7);

    private static final int LOOKED_AT_MAX = 5_000;

    private final Store store;

    RunningStatements(Store store) {
        this.store = store;
    }

    /** The statements that run now, the longest first. */
    public List<SlowQueryDocument> now(Instant now, Optional<String> instance, int limit) {
        List<Bson> all = new ArrayList<>();
        instance.ifPresent(name -> all.add(Filters.eq("instance", name)));
        all.add(Filters.gte("start", now.minus(STARTED_WITHIN)));
        all.add(Filters.eq("end", null));
        return store
                .collection(StoreCollection.SLOW_QUERIES, SlowQueryDocument.class)
                .find(Filters.and(all))
                .sort(Sorts.descending("start"))
                .limit(LOOKED_AT_MAX)
                .into(new ArrayList<>())
                .stream()
                .filter(statement -> !seenAt(statement).isBefore(now.minus(SEEN_WITHIN)))
                .sorted(Comparator.comparing(SlowQueryDocument::start))
                .limit(limit)
                .toList();
    }

    /** When a statement was last seen running: {@code time} is how long it ran until then. */
    public static Instant seenAt(SlowQueryDocument statement) {
        return statement.start().plusMillis(Math.round(statement.time() * 1e3));
    }
}
