package io.github.spyhop.query.read;

import com.mongodb.client.model.Filters;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Between which times there are roll-ups, looked up every few seconds. */
@ApplicationScoped
public class RollupMarksReader {

    /** The document of the store that says so. */
    public static final String ID = "digests";

    /** Its field that says how often roll-ups of the past were made anew. */
    public static final String ANEW = "anew";

    private static final Duration KNOWN_FOR = Duration.ofSeconds(2);

    private final Store store;
    private final Clock clock = Clock.systemUTC();
    private volatile Known known = new Known(RollupMarks.NONE, Instant.EPOCH);

    RollupMarksReader(Store store) {
        this.store = store;
    }

    private record Known(RollupMarks marks, Instant at) {}

    RollupMarks now() {
        Known current = known;
        if (current.at().plus(KNOWN_FOR).isBefore(clock.instant())) {
            current = new Known(read(), clock.instant());
            known = current;
        }
        return current.marks();
    }

    /** Looks it up anew when it is asked for: this replica has moved them. */
    public void forget() {
        known = new Known(RollupMarks.NONE, Instant.EPOCH);
    }

    /** What the store says now. */
    public RollupMarks read() {
        return marksOf(
                store.collection(StoreCollection.ROLLUP_STATE, Document.class)
                        .find(Filters.eq(ID))
                        .first());
    }

    private static RollupMarks marksOf(@Nullable Document state) {
        if (state == null || Fields.instantOf(state, "since") == null) {
            return RollupMarks.NONE;
        }
        Map<RollupLevel, Instant> until = new EnumMap<>(RollupLevel.class);
        for (RollupLevel level : RollupLevel.values()) {
            Instant end = Fields.instantOf(state, "until_" + level.field());
            if (end != null) {
                until.put(level, end);
            }
        }
        return new RollupMarks(
                state.getDate("since").toInstant(), until, Fields.longOf(state, ANEW));
    }
}
