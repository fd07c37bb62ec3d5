package io.github.spyhop.query.read;

import static com.mongodb.client.model.Accumulators.first;
import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.limit;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.sort;

import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** The row changes that were published, over time. */
@ApplicationScoped
public class RowChanges {

    private static final int POINTS_MAX = 10_000;

    private final Store store;

    RowChanges(Store store) {
        this.store = store;
    }

    /** The changes of one window, over every source and table. */
    public record Point(
            Instant start, int windowSeconds, long inserts, long updates, long deletes) {}

    /** The windows of a stretch of time, the oldest first. */
    public List<Point> series(TimeRange range) {
        List<Point> points = new ArrayList<>();
        store.collection(StoreCollection.ROW_CHANGE_WINDOWS, Document.class)
                .aggregate(
                        List.of(
                                match(range.on("window_start")),
                                group(
                                        "$window_start",
                                        first("seconds", "$window_seconds"),
                                        sum("inserts", "$inserts"),
                                        sum("updates", "$updates"),
                                        sum("deletes", "$deletes")),
                                sort(Sorts.ascending("_id")),
                                limit(POINTS_MAX)))
                .forEach(row ->
                        points.add(
                                new Point(
                                        row.getDate("_id").toInstant(),
                                        row.get("seconds", Number.class).intValue(),
                                        row.get("inserts", Number.class).longValue(),
                                        row.get("updates", Number.class).longValue(),
                                        row.get("deletes", Number.class).longValue())));
        return points;
    }
}
