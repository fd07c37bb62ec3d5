package io.github.spyhop.query.read;

import static com.mongodb.client.model.Accumulators.addToSet;
import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.limit;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.sort;
import static com.mongodb.client.model.Aggregates.unwind;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The slow logs of a month. The store has a document for each instance, day and family, whose
 * counts and times of days may be added up; means are weighted by how often the family ran.
 */
@ApplicationScoped
public class MonthlySlowLogs {

    private static final int FAMILIES_MAX = 200_000;

    private final Store store;

    MonthlySlowLogs(Store store) {
        this.store = store;
    }

    /**
     * A family of an instance within a month; times in seconds.
     *
     * @param days on how many days it was in the log
     */
    public record Family(
            String instance,
            String digestText,
            Collection<String> users,
            int days,
            long executions,
            double time,
            double lockTime,
            double rowsSent,
            double rowsExamined) {}

    /** What a user ran on an instance within a month. */
    public record User(String instance, String user, long families, long executions, double time) {}

    /** The families of all instances, or of those that are named, the longest first. */
    public List<Family> families(YearMonth month, List<String> instances, int limit) {
        return store.collection(StoreCollection.CLOUDWATCH_SLOW_QUERIES, Document.class)
                .aggregate(
                        List.of(
                                match(of(month, instances)),
                                group(
                                        new Document("instance", "$instance_id")
                                                .append("digest", "$digest_query"),
                                        sum("days", 1),
                                        sum("executions", "$execution_count"),
                                        sum("time", "$total_time"),
                                        sum("lock", weighted("$avg_lock_time")),
                                        sum("sent", weighted("$avg_rows_sent")),
                                        sum("examined", weighted("$avg_rows_examined")),
                                        addToSet("all_users", "$users")),
                                sort(
                                        Sorts.orderBy(
                                                Sorts.descending("time"), Sorts.ascending("_id"))),
                                limit(Math.min(limit, FAMILIES_MAX))))
                .allowDiskUse(true)
                .map(MonthlySlowLogs::familyOf)
                .into(new ArrayList<>());
    }

    /** All families. */
    public List<Family> families(YearMonth month, List<String> instances) {
        return families(month, instances, FAMILIES_MAX);
    }

    /**
     * What each user ran, as far as the collector told the users of a family apart: the executions of
     * a family that several ran are nobody's without that.
     */
    public List<User> users(YearMonth month, List<String> instances) {
        Document alone =
                new Document(
                        "$map",
                        new Document(
                                        "input",
                                        new Document(
                                                "$cond",
                                                List.of(
                                                        new Document(
                                                                "$eq",
                                                                List.of(
                                                                        new Document(
                                                                                "$size", "$users"),
                                                                        1)),
                                                        "$users",
                                                        List.of())))
                                .append(
                                        "in",
                                        new Document("user", "$$this")
                                                .append("execution_count", "$execution_count")
                                                .append("total_time", "$total_time")));
        Bson apart =
                new Document(
                        "$set",
                        new Document("each", new Document("$ifNull", List.of("$by_user", alone))));
        return store.collection(StoreCollection.CLOUDWATCH_SLOW_QUERIES, Document.class)
                .aggregate(
                        List.of(
                                match(of(month, instances)),
                                apart,
                                unwind("$each"),
                                group(
                                        new Document("instance", "$instance_id")
                                                .append("user", "$each.user"),
                                        addToSet("families", "$digest_id"),
                                        sum("executions", "$each.execution_count"),
                                        sum("time", "$each.total_time")),
                                sort(Sorts.ascending("_id")),
                                limit(FAMILIES_MAX)))
                .allowDiskUse(true)
                .map(row -> {
                    Document id = row.get("_id", Document.class);
                    return new User(
                            id.getString("instance"),
                            id.getString("user"),
                            row.getList("families", String.class).size(),
                            Fields.longOf(row, "executions"),
                            Fields.doubleOf(row, "time"));
                })
                .into(new ArrayList<>());
    }

    private static Bson of(YearMonth month, List<String> instances) {
        Bson days =
                Filters.and(
                        Filters.gte("date", month.atDay(1).toString()),
                        Filters.lt("date", month.plusMonths(1).atDay(1).toString()));
        return instances.isEmpty() ? days : Filters.and(days, Filters.in("instance_id", instances));
    }

    private static Document weighted(String mean) {
        return new Document("$multiply", List.of(mean, "$execution_count"));
    }

    private static Family familyOf(Document row) {
        Document id = row.get("_id", Document.class);
        TreeSet<String> users = new TreeSet<>();
        for (Object each : row.getList("all_users", Object.class, List.of())) {
            if (each instanceof Collection<?> names) {
                names.forEach(name -> users.add(String.valueOf(name)));
            }
        }
        return new Family(
                id.getString("instance"),
                String.valueOf(id.getString("digest")),
                users,
                (int) Fields.longOf(row, "days"),
                Fields.longOf(row, "executions"),
                Fields.doubleOf(row, "time"),
                Fields.doubleOf(row, "lock"),
                Fields.doubleOf(row, "sent"),
                Fields.doubleOf(row, "examined"));
    }
}
