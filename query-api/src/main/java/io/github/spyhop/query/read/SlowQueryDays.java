package io.github.spyhop.query.read;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/**
 * The sums of slow statements of whole days (UTC), kept beside them: what a month has is too much to
 * be read while somebody waits. A day is kept once it has been over for two days, as nothing runs any
 * more that began then; a statement that is written into it later is not counted.
 */
@ApplicationScoped
public class SlowQueryDays {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration OVER_FOR = Duration.ofDays(2);
    private static final String DAY_START = "day";
    private static final String GROUPS = "groups";

    /** A document has 16 MiB at most; a day of more users is added up each time. */
    private static final int GROUPS_MAX = 20_000;

    private final Store store;
    private final SlowQuerySums sums;

    SlowQueryDays(Store store, SlowQuerySums sums) {
        this.store = store;
        this.sums = sums;
    }

    /** The sums of a day, as they are kept or, where they are not, as they are now. */
    Map<SlowQuerySums.Key, SlowQuerySums.Sum> of(TimeRange day) {
        Document kept = days().find(Filters.eq("_id", Date.from(day.from()))).first();
        return kept == null || !kept.containsKey(GROUPS)
                ? sums.of(day)
                : sums.ofRows(kept.getList(GROUPS, Document.class));
    }

    /**
     * Keeps the newest day that is not kept yet.
     *
     * @return whether there was one
     */
    public boolean keepNext(Instant now) {
        Document oldest =
                store.collection(StoreCollection.SLOW_QUERIES, Document.class)
                        .find()
                        .sort(Sorts.ascending("start"))
                        .projection(Projections.include("start"))
                        .first();
        if (oldest == null || oldest.getDate("start") == null) {
            return false;
        }
        Instant first = startOfDay(oldest.getDate("start").toInstant());
        Set<Instant> kept = new HashSet<>();
        // From the index alone, for a document is of some megabytes.
        days().find(Filters.gte(DAY_START, Date.from(first)))
                .projection(
                        Projections.fields(Projections.include(DAY_START), Projections.excludeId()))
                .forEach(day -> kept.add(day.getDate(DAY_START).toInstant()));
        for (Instant day = startOfDay(now.minus(OVER_FOR)).minus(DAY);
                !day.isBefore(first);
                day = day.minus(DAY)) {
            if (!kept.contains(day)) {
                keep(new TimeRange(day, day.plus(DAY)), now);
                return true;
            }
        }
        return false;
    }

    private void keep(TimeRange day, Instant now) {
        Map<SlowQuerySums.Key, SlowQuerySums.Sum> found = sums.of(day);
        Date start = Date.from(day.from());
        Document kept =
                new Document("_id", start)
                        .append(DAY_START, start)
                        .append("kept_at", Date.from(now));
        if (found.size() <= GROUPS_MAX) {
            kept.append(GROUPS, SlowQuerySums.rows(found));
        }
        // Made by two replicas at a time, it is the same.
        days().replaceOne(Filters.eq("_id", start), kept, new ReplaceOptions().upsert(true));
    }

    private static Instant startOfDay(Instant time) {
        return Instant.ofEpochSecond(
                Math.floorDiv(time.getEpochSecond(), DAY.toSeconds()) * DAY.toSeconds());
    }

    private MongoCollection<Document> days() {
        return store.collection(StoreCollection.SLOW_QUERY_DAYS, Document.class);
    }
}
