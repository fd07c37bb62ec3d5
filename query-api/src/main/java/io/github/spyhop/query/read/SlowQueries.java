package io.github.spyhop.query.read;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.SlowQueryDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;

/** The slow statements that were seen running, the newest first. */
@ApplicationScoped
public class SlowQueries {

    /** How many are counted at most. */
    public static final int TOTAL_MAX = 100_000;

    private static final Bson NEWEST_FIRST = Sorts.descending("start", "_id");
    private static final Duration TOTALS_KEPT = Duration.ofSeconds(30);
    private static final int TOTALS_MAX = 1_000;

    /** A text is looked for in every statement of a stretch; none of our readers waits longer. */
    private static final Duration SEARCH_MAX = Duration.ofSeconds(5);

    private final Store store;
    private final Cache<Filter, Long> totals =
            Caffeine.newBuilder().expireAfterWrite(TOTALS_KEPT).maximumSize(TOTALS_MAX).build();

    SlowQueries(Store store) {
        this.store = store;
    }

    /**
     * One page of them.
     *
     * @param total of all pages, counted up to {@value #TOTAL_MAX}, and up to half a minute ago
     */
    public record Page(long total, List<SlowQueryDocument> items) {}

    public List<SlowQueryDocument> newest(TimeRange range, int limit) {
        return find(range.on("start"), 0, limit).into(new ArrayList<>());
    }

    public List<SlowQueryDocument> latest(int limit) {
        return find(Filters.empty(), 0, limit).into(new ArrayList<>());
    }

    /** The newest slow statement of a connection with this id; ids are used again. */
    public Optional<SlowQueryDocument> newestOf(long pid) {
        return Optional.ofNullable(find(Filters.eq("pid", pid), 0, 1).first());
    }

    /** The statements that are asked for; {@code text} is found anywhere in them, in any case. */
    public record Filter(
            TimeRange range,
            Optional<String> instance,
            Optional<String> digestId,
            Optional<String> text) {

        /** The same up to a while ago, for what need not be of this very moment. */
        private Filter aWhileAgo() {
            return new Filter(
                    new TimeRange(aWhileAgo(range.from()), aWhileAgo(range.to())),
                    instance,
                    digestId,
                    text);
        }

        private static Instant aWhileAgo(Instant time) {
            long seconds = TOTALS_KEPT.toSeconds();
            return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
        }

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

    /**
     * A page of statements.
     *
     * @throws com.mongodb.MongoExecutionTimeoutException if a text was looked for in too many
     */
    public Page page(Filter filter, int skip, int limit) {
        List<SlowQueryDocument> items = searched(filter, filter.bson(), skip, limit);
        if (skip == 0 && items.size() < limit) {
            return new Page(items.size(), items);
        }
        long total = totals.get(filter.aWhileAgo(), this::count);
        return new Page(Math.max(total, skip + items.size()), items);
    }

    /**
     * The statements one part after the other.
     *
     * @throws com.mongodb.MongoExecutionTimeoutException if a text was looked for in too many
     */
    public Listed<SlowQueryDocument> list(Filter filter, Slice slice) {
        return Listed.of(
                searched(filter, slice.of(filter.bson(), "start"), 0, slice.limit()),
                slice.limit(),
                slow -> new Position(slow.start(), slow.id()));
    }

    private List<SlowQueryDocument> searched(Filter filter, Bson bson, int skip, int limit) {
        FindIterable<SlowQueryDocument> found = find(bson, skip, limit);
        return (filter.text().isEmpty()
                        ? found
                        : found.maxTime(SEARCH_MAX.toMillis(), MILLISECONDS))
                .into(new ArrayList<>());
    }

    private long count(Filter filter) {
        return collection()
                .countDocuments(
                        filter.bson(),
                        new CountOptions()
                                .limit(TOTAL_MAX)
                                .maxTime(SEARCH_MAX.toMillis(), MILLISECONDS));
    }

    private FindIterable<SlowQueryDocument> find(Bson filter, int skip, int limit) {
        return collection()
                .find(filter)
                .projection(Projections.exclude("work"))
                .sort(NEWEST_FIRST)
                .skip(skip)
                .limit(limit);
    }

    private MongoCollection<SlowQueryDocument> collection() {
        return store.collection(StoreCollection.SLOW_QUERIES, SlowQueryDocument.class);
    }
}
