package io.github.spyhop.query.read;

import static com.mongodb.client.model.Accumulators.first;
import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.addFields;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.limit;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.sort;

import com.mongodb.client.model.Field;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The row changes that were published, over time and by table. */
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

    /** The changes of one table of a source. */
    public record Table(
            String source, String schema, String table, long inserts, long updates, long deletes) {}

    /** Which changes are asked for. */
    public record Filter(
            TimeRange range,
            Optional<String> source,
            Optional<String> schema,
            Optional<String> table) {

        /** All of a stretch of time. */
        public static Filter of(TimeRange range) {
            return new Filter(range, Optional.empty(), Optional.empty(), Optional.empty());
        }

        Bson bson() {
            List<Bson> all = new ArrayList<>();
            source.ifPresent(name -> all.add(Filters.eq("source", name)));
            schema.ifPresent(name -> all.add(Filters.eq("schema", name)));
            table.ifPresent(name -> all.add(Filters.eq("table_name", name)));
            all.add(range.on("window_start"));
            return Filters.and(all);
        }
    }

    /** The windows of a stretch of time, the oldest first. */
    public List<Point> series(Filter filter) {
        return store.collection(StoreCollection.ROW_CHANGE_WINDOWS, Document.class)
                .aggregate(
                        List.of(
                                match(filter.bson()),
                                group(
                                        "$window_start",
                                        first("seconds", "$window_seconds"),
                                        sum("inserts", "$inserts"),
                                        sum("updates", "$updates"),
                                        sum("deletes", "$deletes")),
                                sort(Sorts.ascending("_id")),
                                limit(POINTS_MAX)))
                .map(row ->
                        new Point(
                                row.getDate("_id").toInstant(),
                                (int) Fields.longOf(row, "seconds"),
                                Fields.longOf(row, "inserts"),
                                Fields.longOf(row, "updates"),
                                Fields.longOf(row, "deletes")))
                .into(new ArrayList<>());
    }

    /** The tables with the most changes. */
    public List<Table> tables(Filter filter, int limit) {
        Document key =
                new Document("source", "$source")
                        .append("schema", "$schema")
                        .append("table", "$table_name");
        Document rows = new Document("$add", List.of("$inserts", "$updates", "$deletes"));
        return store.collection(StoreCollection.ROW_CHANGE_WINDOWS, Document.class)
                .aggregate(
                        List.of(
                                match(filter.bson()),
                                group(
                                        key,
                                        sum("inserts", "$inserts"),
                                        sum("updates", "$updates"),
                                        sum("deletes", "$deletes")),
                                addFields(new Field<>("rows", rows)),
                                sort(
                                        Sorts.orderBy(
                                                Sorts.descending("rows"), Sorts.ascending("_id"))),
                                limit(limit)))
                .map(row -> {
                    Document id = row.get("_id", Document.class);
                    return new Table(
                            id.getString("source"),
                            id.getString("schema"),
                            id.getString("table"),
                            Fields.longOf(row, "inserts"),
                            Fields.longOf(row, "updates"),
                            Fields.longOf(row, "deletes"));
                })
                .into(new ArrayList<>());
    }
}
