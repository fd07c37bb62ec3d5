package io.github.spyhop.probe.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.DigestDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.model.store.WireCoverageDocument;
import io.github.spyhop.model.store.WireWindowDocument;
import io.github.spyhop.probe.report.WindowReport;
import java.util.List;

/** Writes reports to MongoDB. A report may be written again, by another node too: it is stored once. */
public final class ReportStore {

    private static final int DUPLICATE_KEY = 11_000;

    private final Store store;
    private boolean indexed;

    public ReportStore(Store store) {
        this.store = store;
    }

    /**
     * Writes a report.
     *
     * @throws com.mongodb.MongoException if the store cannot be written now
     */
    public void write(WindowReport report) {
        if (!indexed) {
            store.ensureIndexes(
                    StoreCollection.WIRE_WINDOWS,
                    StoreCollection.WIRE_COVERAGE,
                    StoreCollection.DIGESTS);
            indexed = true;
        }
        // A window names families: they come first, so that no reader finds a name without its
        // text.
        writeDigests(report.digests());
        insertOnce(StoreCollection.WIRE_WINDOWS, WireWindowDocument.class, report.statements());
        insertOnce(StoreCollection.WIRE_COVERAGE, WireCoverageDocument.class, report.coverage());
    }

    private void writeDigests(List<DigestDocument> digests) {
        if (digests.isEmpty()) {
            return;
        }
        store.collection(StoreCollection.DIGESTS, DigestDocument.class)
                .bulkWrite(digests.stream().map(ReportStore::upsert).toList());
    }

    private static UpdateOneModel<DigestDocument> upsert(DigestDocument digest) {
        return new UpdateOneModel<>(
                Filters.eq(digest.id()),
                Updates.combine(
                        Updates.setOnInsert("digest_text", digest.digestText()),
                        Updates.setOnInsert("kind", digest.kind()),
                        Updates.setOnInsert("tables", digest.tables()),
                        Updates.min("first_seen", digest.firstSeen()),
                        Updates.max("last_seen", digest.lastSeen())),
                new UpdateOptions().upsert(true));
    }

    private <T> void insertOnce(StoreCollection collection, Class<T> type, List<T> documents) {
        if (documents.isEmpty()) {
            return;
        }
        MongoCollection<T> target = store.collection(collection, type);
        try {
            target.insertMany(documents, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException some) {
            boolean otherThanThere =
                    some.getWriteErrors().stream()
                            .map(BulkWriteError::getCode)
                            .anyMatch(code -> code != DUPLICATE_KEY);
            if (otherThanThere || some.getWriteConcernError() != null) {
                throw some;
            }
        }
    }

    /**
     * Asks whether the store answers.
     *
     * @throws com.mongodb.MongoException if not
     */
    public void ping() {
        store.database().runCommand(new org.bson.Document("ping", 1));
    }
}
