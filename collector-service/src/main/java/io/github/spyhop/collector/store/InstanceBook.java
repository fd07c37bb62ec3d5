package io.github.spyhop.collector.store;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import io.github.spyhop.collector.normalise.DigestCheckpoint;
import io.github.spyhop.collector.normalise.ServerRun;
import io.github.spyhop.collector.own.Lease;
import io.github.spyhop.collector.own.LeaseLostException;
import io.github.spyhop.collector.poll.perfschema.ServerFacts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What the pollers remember of an instance, in the document of its lease: whoever polls it next goes
 * on from there. Each write names the lease, so that a replica that lost it cannot write.
 */
public final class InstanceBook {

    private static final String RUN = "server";
    private static final String DIGESTS = "digests";

    private final MongoCollection<Document> collection;
    private final Lease lease;

    public InstanceBook(Store store, Lease lease) {
        this.collection = store.collection(StoreCollection.COLLECTOR_LEASES, Document.class);
        this.lease = lease;
    }

    /** The run of the server, by the start that was read first of it. */
    public ServerRun runOf(ServerFacts facts) {
        Optional<Document> known = read(RUN);
        if (known.isPresent()) {
            String uuid = known.get().getString("uuid");
            Instant startedAt = instant(known.get(), "started_at");
            if (facts.isSameRunAs(uuid, startedAt)) {
                return new ServerRun(uuid, startedAt);
            }
        }
        ServerRun run = new ServerRun(facts.uuid(), facts.startedAt());
        Document document =
                new Document("uuid", run.uuid()).append("started_at", Date.from(run.startedAt()));
        require(collection.updateOne(mine(), Updates.set(RUN, document)));
        return run;
    }

    /** Up to where digests were counted, if they were. */
    public Optional<DigestCheckpoint> digests() {
        return read(DIGESTS)
                .map(document ->
                        new DigestCheckpoint(
                                document.getString("server_uuid"),
                                instant(document, "started_at"),
                                instant(document, "baseline_at"),
                                instant(document, "polled_at"),
                                document.get("statements", Number.class).longValue(),
                                document.get("lost", Number.class).longValue()));
    }

    /** Notes up to where digests were counted, within a transaction. */
    void digests(ClientSession session, DigestCheckpoint checkpoint) {
        Document document =
                new Document("server_uuid", checkpoint.serverUuid())
                        .append("started_at", Date.from(checkpoint.startedAt()))
                        .append("baseline_at", Date.from(checkpoint.baselineAt()))
                        .append("polled_at", Date.from(checkpoint.polledAt()))
                        .append("statements", checkpoint.statements())
                        .append("lost", checkpoint.lost());
        require(collection.updateOne(session, mine(), Updates.set(DIGESTS, document)));
    }

    private Optional<Document> read(String field) {
        Document document = collection.find(mine()).first();
        if (document == null) {
            throw new LeaseLostException(lease);
        }
        return Optional.ofNullable(document.get(field, Document.class));
    }

    private void require(UpdateResult result) {
        if (result.getMatchedCount() == 0) {
            throw new LeaseLostException(lease);
        }
    }

    private Bson mine() {
        return Filters.and(
                Filters.eq(lease.instance()),
                Filters.eq("owner", lease.owner()),
                Filters.eq("token", lease.token()));
    }

    private static Instant instant(Document document, String field) {
        return document.getDate(field).toInstant();
    }
}
