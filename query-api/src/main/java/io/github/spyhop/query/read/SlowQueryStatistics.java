package io.github.spyhop.query.read;

import static com.mongodb.client.model.Accumulators.avg;
import static com.mongodb.client.model.Accumulators.max;
import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.limit;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.sort;

import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** How many slow statements there were, by instance, schema and user. */
@ApplicationScoped
public class SlowQueryStatistics {

    private static final int GROUPS_MAX = 1_000;

    private final Store store;

    SlowQueryStatistics(Store store) {
        this.store = store;
    }

    /** The slow statements of one user in one schema of one instance; times in seconds. */
    public record Group(
            @Nullable String instance,
            @Nullable String db,
            @Nullable String user,
            long count,
            double maxTime,
            double totalTime,
            double avgTime) {}

    /** The groups of a stretch of time, the one with the most time first. */
    public List<Group> of(TimeRange range) {
        Document key =
                new Document("instance", "$instance").append("db", "$db").append("user", "$user");
        return store.collection(StoreCollection.SLOW_QUERIES, Document.class)
                .aggregate(
                        List.of(
                                match(range.on("start")),
                                group(
                                        key,
                                        sum("count", 1),
                                        max("max", "$time"),
                                        sum("total", "$time"),
                                        avg("avg", "$time")),
                                sort(Sorts.descending("total")),
                                limit(GROUPS_MAX)))
                .map(SlowQueryStatistics::groupOf)
                .into(new ArrayList<>());
    }

    private static Group groupOf(Document row) {
        Document key = row.get("_id", Document.class);
        return new Group(
                key.getString("instance"),
                key.getString("db"),
                key.getString("user"),
                Fields.longOf(row, "count"),
                Fields.doubleOf(row, "max"),
                Fields.doubleOf(row, "total"),
                Fields.doubleOf(row, "avg"));
    }
}
