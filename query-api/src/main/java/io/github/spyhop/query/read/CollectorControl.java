package io.github.spyhop.query.read;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** What people ask of the collectors: to rest, to go on, to ask RDS at once. */
@ApplicationScoped
public class CollectorControl {

    private static final String MONITOR = "monitor";
    private static final String RDS_ERRAND = "rds";
    private static final String RUNNING = "running";
    private static final String STOPPED = "stopped";

    private final Store store;

    CollectorControl(Store store) {
        this.store = store;
    }

    /** Whether slow statements are to be watched for, since when. */
    public record Monitor(boolean running, Optional<Instant> since) {}

    public Monitor monitor() {
        Document known = collection().find(Filters.eq(MONITOR)).first();
        return known == null
                ? new Monitor(true, Optional.empty())
                : new Monitor(
                        !STOPPED.equals(known.getString("status")),
                        Optional.ofNullable(Fields.instantOf(known, "changed_at")));
    }

    /** Orders the collectors to watch for slow statements, or to rest. */
    public void order(boolean running, String who, Instant now) {
        collection()
                .updateOne(
                        Filters.eq(MONITOR),
                        Updates.combine(
                                Updates.set("status", running ? RUNNING : STOPPED),
                                Updates.set("changed_at", Date.from(now)),
                                Updates.set("changed_by", who)),
                        new UpdateOptions().upsert(true));
    }

    /** Makes the next collector that looks ask RDS. */
    public void askRds(Instant now) {
        collection()
                .updateOne(
                        Filters.eq(RDS_ERRAND),
                        Updates.set("due_at", Date.from(now)),
                        new UpdateOptions().upsert(true));
    }

    private MongoCollection<Document> collection() {
        return store.collection(StoreCollection.COLLECTOR_CONTROL, Document.class);
    }
}
