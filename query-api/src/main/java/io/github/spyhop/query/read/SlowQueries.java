package io.github.spyhop.query.read;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.SlowQueryDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;

/** The slow statements that were seen running, the newest first. */
@ApplicationScoped
public class SlowQueries {

    private final Store store;

    SlowQueries(Store store) {
        this.store = store;
    }

    /** One page of them. */
    public record Page(long total, List<SlowQueryDocument> items) {}

    public List<SlowQueryDocument> newest(TimeRange range, int limit) {
        return find(range.on("start"), 0, limit);
    }

    public List<SlowQueryDocument> latest(int limit) {
        return find(Filters.empty(), 0, limit);
    }

    /** The newest slow statement of a connection with this id; ids are used again. */
    public Optional<SlowQueryDocument> newestOf(long pid) {
        return find(Filters.eq("pid", pid), 0, 1).stream().findFirst();
    }

    /** The statements that are asked for; {@code text} is found anywhere in them, in any case. */
    public record Filter(
            TimeRange range,
            Optional<String> instance,
            Optional<String> digestId,
            Optional<String> text) {

        Bson bson() {
            List<Bson> all = new ArrayList<>();
            instance.ifPresent(name -> all.add(Filters.eq("instance", name)));
            digestId.ifPresent(id -> all.add(Filters.eq("digest_id", id)));
            all.add(range.on("start"));
            text.ifPresent(part ->
                    all.add(
                            Filters.regex(
                                    "sql_text",
                                    Pattern.compile(
                                            Pattern.quote(part), Pattern.CASE_INSENSITIVE))));
            return Filters.and(all);
        }
    }

    public Page page(Filter filter, int skip, int limit) {
        Bson bson = filter.bson();
        return new Page(collection().countDocuments(bson), find(bson, skip, limit));
    }

    private List<SlowQueryDocument> find(Bson filter, int skip, int limit) {
        return collection()
                .find(filter)
                .sort(Sorts.descending("start", "_id"))
                .skip(skip)
                .limit(limit)
                .into(new ArrayList<>());
    }

    private MongoCollection<SlowQueryDocument> collection() {
        return store.collection(StoreCollection.SLOW_QUERIES, SlowQueryDocument.class);
    }
}
