package io.github.spyhop.query.schedule;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.query.report.ReportFormat;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Writes down which reports are being made, were made, and were told of, so that of all replicas one
 * makes each, and one tells. A replica that is killed lets its work go when the lease ends.
 */
@Dependent
class ReportBook {

    static final int ATTEMPTS_MAX = 5;
    static final int DELIVERIES_MAX = 12;

    /** How long one attempt may take; the next comes no earlier. */
    static final Duration LEASE = Duration.ofMinutes(10);

    private static final String STATE = "state";
    private static final String OWNER = "owner";
    private static final String LEASE_UNTIL = "lease_until";
    private static final String ATTEMPTS = "attempts";
    private static final String MAKING = "making";
    private static final String UNDELIVERED = "undelivered";
    private static final String DELIVER_AFTER = "deliver_after";
    private static final String DELIVERIES = "deliveries";

    private final Store store;
    private final String self = UUID.randomUUID().toString();

    ReportBook(Store store) {
        this.store = store;
    }

    /**
     * What was made.
     *
     * @param files the texts by format
     * @param highlights the gravest of the findings
     * @param channels those that are to be told
     */
    record Made(
            Instant at,
            Map<ReportFormat, String> files,
            List<ReportFormat> leftOut,
            int findings,
            List<String> highlights,
            List<String> channels) {}

    /** Takes a report up, unless it is there, another replica makes it, or it failed too often. */
    boolean take(DueReport due, ZoneId zone, Instant now) {
        if (isSettled(due.id())) {
            return false;
        }
        try {
            return collection()
                            .findOneAndUpdate(
                                    Filters.and(
                                            Filters.eq(due.id()),
                                            Filters.eq(STATE, MAKING),
                                            Filters.lt(LEASE_UNTIL, Date.from(now))),
                                    Updates.combine(
                                            Updates.setOnInsert(
                                                    new Document("period", due.period().field())
                                                            .append(
                                                                    "instance",
                                                                    due.instance().orElse(null))
                                                            .append("from", due.range().from())
                                                            .append("to", due.range().to())
                                                            .append("time_zone", zone.getId())),
                                            Updates.set(OWNER, self),
                                            Updates.set(LEASE_UNTIL, Date.from(now.plus(LEASE))),
                                            Updates.inc(ATTEMPTS, 1)),
                                    new FindOneAndUpdateOptions()
                                            .upsert(true)
                                            .projection(Projections.include(OWNER))
                                            .returnDocument(ReturnDocument.AFTER))
                    != null;
        } catch (MongoCommandException refused) {
            // It is there, and not to be taken up, so that it could not be added.
            if (ErrorCategory.fromErrorCode(refused.getErrorCode())
                    == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw refused;
        }
    }

    private boolean isSettled(String id) {
        return collection()
                        .find(Filters.and(Filters.eq(id), Filters.ne(STATE, MAKING)))
                        .projection(Projections.include(STATE))
                        .first()
                != null;
    }

    /** Keeps what was made, unless another replica has taken it up meanwhile. */
    void keep(DueReport due, Made made) {
        Document files = new Document();
        made.files().forEach((format, text) -> files.append(format.field(), text));
        collection()
                .updateOne(
                        ours(due),
                        Updates.combine(
                                Updates.set(STATE, "ready"),
                                Updates.set("made_at", made.at()),
                                Updates.set("formats", fields(made.files().keySet())),
                                Updates.set("left_out", fields(made.leftOut())),
                                Updates.set("findings", made.findings()),
                                Updates.set("highlights", made.highlights()),
                                Updates.set("files", files),
                                Updates.set(UNDELIVERED, made.channels()),
                                Updates.set(DELIVER_AFTER, made.at()),
                                Updates.unset("error")));
    }

    /** Writes down why it could not be made; it is tried again when the lease ends. */
    void failed(DueReport due, String error) {
        collection().updateOne(ours(due), Updates.set("error", error));
        collection()
                .updateOne(
                        Filters.and(ours(due), Filters.gte(ATTEMPTS, ATTEMPTS_MAX)),
                        Updates.set(STATE, "failed"));
    }

    /** Takes up a report that somebody is to be told of; nobody else does for the time of a lease. */
    Optional<StoredReport> takeUntold(Instant now) {
        return Optional.ofNullable(
                        collection()
                                .findOneAndUpdate(
                                        Filters.and(
                                                Filters.eq(STATE, "ready"),
                                                Filters.exists(UNDELIVERED + ".0"),
                                                Filters.lte(DELIVER_AFTER, Date.from(now)),
                                                Filters.not(
                                                        Filters.gte(DELIVERIES, DELIVERIES_MAX))),
                                        Updates.combine(
                                                Updates.set(
                                                        DELIVER_AFTER, Date.from(now.plus(LEASE))),
                                                Updates.inc(DELIVERIES, 1)),
                                        new FindOneAndUpdateOptions()
                                                .projection(StoredReports.WITHOUT_FILES)
                                                .returnDocument(ReturnDocument.AFTER)))
                .map(StoredReports::of);
    }

    void told(String id, String channel) {
        collection().updateOne(Filters.eq(id), Updates.pull(UNDELIVERED, channel));
    }

    void notTold(String id, String channel, String error) {
        collection().updateOne(Filters.eq(id), Updates.set("error", channel + ": " + error));
    }

    private Bson ours(DueReport due) {
        return Filters.and(
                Filters.eq(due.id()), Filters.eq(STATE, MAKING), Filters.eq(OWNER, self));
    }

    private static List<String> fields(Iterable<ReportFormat> formats) {
        List<String> fields = new ArrayList<>();
        formats.forEach(format -> fields.add(format.field()));
        return fields;
    }

    private MongoCollection<Document> collection() {
        return store.collection(StoreCollection.REPORTS, Document.class);
    }
}
