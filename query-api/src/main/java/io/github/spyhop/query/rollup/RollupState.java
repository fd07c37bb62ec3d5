package io.github.spyhop.query.rollup;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.query.read.RollupLevel;
import io.github.spyhop.query.read.RollupMarks;
import io.github.spyhop.query.read.RollupMarksReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Up to when there are roll-ups, kept under a lease: one replica makes them at a time. */
@ApplicationScoped
class RollupState {

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final String OWNER = "owner";
    private static final String LEASE_UNTIL = "lease_until";
    private static final String TOKEN = "arrivals";

    private final Store store;
    private final RollupMarksReader marks;
    private final String self = UUID.randomUUID().toString();

    RollupState(Store store, RollupMarksReader marks) {
        this.store = store;
        this.marks = marks;
    }

    /** What was done until now, and up to where arrivals were seen. */
    record Progress(RollupMarks marks, Optional<BsonDocument> arrivals) {}

    /** Takes the work up, unless another replica has it. */
    Optional<Progress> take(Instant now) {
        try {
            Document state =
                    collection()
                            .findOneAndUpdate(
                                    Filters.and(
                                            Filters.eq(RollupMarksReader.ID),
                                            Filters.or(
                                                    Filters.eq(OWNER, self),
                                                    Filters.eq(LEASE_UNTIL, null),
                                                    Filters.lt(LEASE_UNTIL, Date.from(now)))),
                                    Updates.combine(
                                            Updates.set(OWNER, self),
                                            Updates.set(LEASE_UNTIL, Date.from(now.plus(LEASE)))),
                                    new FindOneAndUpdateOptions()
                                            .upsert(true)
                                            .returnDocument(ReturnDocument.AFTER));
            return Optional.ofNullable(state)
                    .map(found ->
                            new Progress(
                                    marks.read(),
                                    Optional.ofNullable(found.get(TOKEN, Document.class))
                                            .map(Document::toBsonDocument)));
        } catch (MongoCommandException refused) {
            // Another replica's document is there, so that it could not be added.
            if (ErrorCategory.fromErrorCode(refused.getErrorCode())
                    == ErrorCategory.DUPLICATE_KEY) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /**
     * Keeps what was done, unless another replica has taken the work up meanwhile.
     *
     * @param anew whether roll-ups were made anew, which every replica has to read again
     */
    void save(Progress progress, boolean anew) {
        List<Bson> updates = new ArrayList<>();
        updates.add(Updates.set("since", Date.from(progress.marks().since())));
        for (RollupLevel level : RollupLevel.values()) {
            Instant until = progress.marks().until().get(level);
            if (until != null) {
                updates.add(Updates.set("until_" + level.field(), Date.from(until)));
            }
        }
        if (anew) {
            updates.add(Updates.inc(RollupMarksReader.ANEW, 1L));
        }
        progress.arrivals().ifPresent(token -> updates.add(Updates.set(TOKEN, token)));
        collection()
                .updateOne(
                        Filters.and(Filters.eq(RollupMarksReader.ID), Filters.eq(OWNER, self)),
                        Updates.combine(updates));
        marks.forget();
    }

    private MongoCollection<Document> collection() {
        return store.collection(StoreCollection.ROLLUP_STATE, Document.class);
    }
}
