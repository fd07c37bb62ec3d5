package io.github.spyhop.probe.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoClient;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.probe.report.WindowReport;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.BSONException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The store of this node, with what became of the windows that it was given. */
@ApplicationScoped
public class WindowStore {

    private static final Logger LOGGER = Logger.getLogger(WindowStore.class);

    /** DuplicateKey, DocumentValidationFailure and BSONObjectTooLarge, as MongoDB numbers them. */
    private static final Set<Integer> FOR_EVER = Set.of(11_000, 121, 10_334);

    private final ReportStore store;
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    WindowStore(
            MongoClient client,
            @ConfigProperty(name = Store.DATABASE_VARIABLE, defaultValue = Store.DEFAULT_DATABASE)
                    String database) {
        store = new ReportStore(new Store(client.getDatabase(database), System.getenv()));
    }

    /**
     * Stores a window. One that the store will never take, such as a document of more than 16 MB, is
     * counted and given up, as it would stop all behind it.
     *
     * @throws MongoException if the store takes nothing now
     */
    public void store(WindowReport report) {
        try {
            store.write(report);
            stored.incrementAndGet();
        } catch (BSONException never) {
            refuse(report, never);
        } catch (MongoBulkWriteException some) {
            if (!isForEver(some)) {
                throw some;
            }
            refuse(report, some);
        }
        if (away.getAndSet(false)) {
            LOGGER.info("the store takes windows again");
        }
    }

    private static boolean isForEver(MongoBulkWriteException some) {
        return some.getWriteConcernError() == null
                && some.getWriteErrors().stream()
                        .map(BulkWriteError::getCode)
                        .allMatch(FOR_EVER::contains);
    }

    private void refuse(WindowReport report, RuntimeException why) {
        refused.incrementAndGet();
        LOGGER.errorf("the store refuses window %s: %s", report.id(), why.getMessage());
    }

    /** Says so, once, if the store does not take windows now; they wait where they are. */
    public void isAway(MongoException why) {
        if (!away.getAndSet(true)) {
            LOGGER.warnf("the store does not take windows now: %s", why.getMessage());
        }
    }

    /** Why the store cannot be written now, or null. */
    public @Nullable String failure() {
        try {
            store.ping();
            return null;
        } catch (MongoException away) {
            return String.valueOf(away.getMessage());
        }
    }

    /** Windows that were stored, those that were there already among them. */
    public long stored() {
        return stored.get();
    }

    /** Windows that the store refuses. */
    public long refused() {
        return refused.get();
    }
}
