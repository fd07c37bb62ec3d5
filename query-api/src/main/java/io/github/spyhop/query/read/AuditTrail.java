package io.github.spyhop.query.read;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.AuditEntryDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/** Who changed what. */
@ApplicationScoped
public class AuditTrail {

    private final Store store;

    AuditTrail(Store store) {
        this.store = store;
    }

    public void add(AuditEntryDocument entry) {
        collection().insertOne(entry);
    }

    /** Adds it to the like of its minute, so that a stranger cannot fill the store. */
    public void count(AuditEntryDocument entry) {
        collection()
                .updateOne(
                        Filters.and(
                                Filters.eq("at", entry.at().truncatedTo(ChronoUnit.MINUTES)),
                                Filters.eq("actor", entry.actor()),
                                Filters.eq("client", entry.client()),
                                Filters.eq("method", entry.method()),
                                Filters.eq("target", entry.target()),
                                Filters.eq("subject", entry.subject()),
                                Filters.eq("status", entry.status())),
                        Updates.inc("count", entry.count()),
                        new UpdateOptions().upsert(true));
    }

    /** The entries of a stretch of time, of one actor or of all, the latest first. */
    public Listed<AuditEntryDocument> entries(
            TimeRange range, Optional<String> actor, Slice slice) {
        List<Bson> all = new ArrayList<>();
        actor.ifPresent(name -> all.add(Filters.eq("actor", name)));
        all.add(range.on("at"));
        return slice.find(collection(), Filters.and(all), "at");
    }

    private MongoCollection<AuditEntryDocument> collection() {
        return store.collection(StoreCollection.AUDIT, AuditEntryDocument.class);
    }
}
