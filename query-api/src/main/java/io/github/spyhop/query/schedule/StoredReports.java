package io.github.spyhop.query.schedule;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.query.report.ReportFormat;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Reads the reports that were made by schedule. */
@ApplicationScoped
public class StoredReports {

    /** What is read of a report; its texts are large. */
    static final Bson WITHOUT_FILES = Projections.exclude("files");

    private final Store store;

    StoredReports(Store store) {
        this.store = store;
    }

    /** All, those of the latest periods first. */
    public List<StoredReport> latest(int limit) {
        return collection()
                .find()
                .projection(WITHOUT_FILES)
                .sort(Sorts.descending("to", "_id"))
                .limit(limit)
                .map(StoredReports::of)
                .into(new ArrayList<>());
    }

    public Optional<StoredReport> withId(String id) {
        return Optional.ofNullable(
                        collection().find(Filters.eq(id)).projection(WITHOUT_FILES).first())
                .map(StoredReports::of);
    }

    /** The report itself, if it was kept in that format. */
    public Optional<String> file(String id, ReportFormat format) {
        return Optional.ofNullable(
                        collection()
                                .find(Filters.eq(id))
                                .projection(Projections.include("files." + format.field()))
                                .first())
                .map(found -> found.get("files", Document.class))
                .map(files -> files.getString(format.field()));
    }

    static StoredReport of(Document stored) {
        return new StoredReport(
                stored.getString("_id"),
                stored.getString("period"),
                stored.getString("instance"),
                stored.getDate("from").toInstant(),
                stored.getDate("to").toInstant(),
                stored.getString("time_zone"),
                stored.getString("state"),
                instant(stored.getDate("made_at")),
                stored.getString("error"),
                texts(stored, "formats"),
                texts(stored, "left_out"),
                stored.getInteger("findings", 0),
                texts(stored, "highlights"),
                texts(stored, "undelivered"));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private static List<String> texts(Document stored, String field) {
        return stored.getList(field, String.class, List.of());
    }

    private MongoCollection<Document> collection() {
        return store.collection(StoreCollection.REPORTS, Document.class);
    }
}
