package io.github.spyhop.collector.own;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jboss.logging.Logger;

/**
 * The store's sessions that this replica runs transactions in. A replica that is killed leaves its
 * transaction open, and the store keeps what it has written, the leases among it, locked for a minute
 * ({@code transactionLifetimeLimitSeconds}). So each replica says which sessions are its own before it
 * uses them, and whoever takes its instances ends these first.
 *
 * @see <a href="https://www.mongodb.com/docs/manual/reference/command/killSessions/">killSessions</a>
 */
public final class TransactionSessions {

    private static final Logger LOGGER = Logger.getLogger(TransactionSessions.class);
    private static final String SESSIONS = "sessions";

    /** The driver uses the same ones again; as many as transactions run at a time. */
    private static final int KEPT_MAX = 500;

    private final MongoClient client;
    private final MongoDatabase admin;
    private final MongoCollection<Document> replicas;
    private final String self;
    private final Set<BsonDocument> known = ConcurrentHashMap.newKeySet();

    public TransactionSessions(MongoClient client, Store store, String self) {
        this.client = client;
        this.admin = client.getDatabase("admin");
        this.replicas = store.collection(StoreCollection.COLLECTOR_REPLICAS, Document.class);
        this.self = self;
    }

    /**
     * Does all of it or nothing. An interrupt of the caller does not reach it: that would leave the
     * transaction open, and its documents locked, for a minute.
     */
    public void inTransaction(Consumer<ClientSession> writes) {
        try {
            CompletableFuture.runAsync(() -> commit(writes), Thread::startVirtualThread).join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private void commit(Consumer<ClientSession> writes) {
        try (ClientSession session = start()) {
            session.withTransaction(() -> {
                writes.accept(session);
                return session;
            });
        }
    }

    /** A session that others can end, should this replica be killed. */
    ClientSession start() {
        ClientSession session = client.startSession();
        BsonDocument id = session.getServerSession().getIdentifier();
        if (!known.contains(id)) {
            replicas.updateOne(
                    Filters.eq(self),
                    Updates.pushEach(SESSIONS, List.of(id), new PushOptions().slice(-KEPT_MAX)),
                    new UpdateOptions().upsert(true));
            known.add(id);
        }
        return session;
    }

    /** Ends the transactions of replicas that are gone. */
    void endThoseOf(Collection<String> gone) {
        for (Document replica :
                replicas.find(Filters.and(Filters.in("_id", gone), Filters.exists(SESSIONS)))) {
            List<Document> sessions = replica.getList(SESSIONS, Document.class);
            try {
                admin.runCommand(new Document("killSessions", sessions));
                replicas.updateOne(Filters.eq(replica.get("_id")), Updates.unset(SESSIONS));
            } catch (MongoException refused) {
                LOGGER.warnf(
                        "the transactions of %s cannot be ended; its instances may wait a minute: %s",
                        replica.get("_id"), refused.getMessage());
            }
        }
    }
}
